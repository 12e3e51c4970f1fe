-- One row where less than two thirds of longer utterances are unique.
select format('{:.0f} % of the utterances of five words and more stand more than once, word for word.', 100.0 * (1 - count(distinct text) / count(*))) as doubt from turns where len(string_split(text, ' ')) >= 5 having count(distinct text) < 2 * count(*) / 3
