-- One row where one aspect takes two fifths of all that reviews say.
select format('The aspect "{}" takes {:.0f} % of all that reviews speak of.', label, 100.0 * n / total) as doubt from (select label, count(*) as n, sum(count(*)) over () as total from voices join aspects using (aspect_id) where kept group by label) where n > 0.4 * total order by n desc limit 1
