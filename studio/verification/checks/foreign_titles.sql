-- The title of an item that is in the catalogue but not on the dialog's candidate list. A title of one word must stand inside a sentence.
with texts as (
  select
    spoken_turns.dialog_id,
    spoken_turns.turn,
    regexp_extract_all(
      regexp_replace(
        strip_accents(
          list_reduce(
            list_prepend(
              spoken_turns.own_text,
              (
                select list(title order by length(title) desc, title)
                from listed_candidates
                where listed_candidates.dialog_id = spoken_turns.dialog_id
              )
            ),
            lambda masked, title: replace(masked, title, ' ¶ ')
          )
        ),
        '[.!?…:]+(\s|$|["”)])', ' ¶ ', 'g'
      ),
      '[\p{L}\p{N}]+|¶'
    ) as words
  from spoken_turns
),
starts as (
  select dialog_id, turn, words, unnest(range(1, len(words) + 1)) as first_word
  from texts
),
runs as (
  select
    dialog_id,
    turn,
    array_to_string(words[first_word : first_word + size - 1], ' ') as name,
    size,
    first_word = 1 or words[first_word - 1] = '¶' as opens_sentence
  from starts, unnest(range(1, 13)) as sizes (size)
  where first_word + size - 1 <= len(words)
),
titles as (
  select
    item_id,
    title,
    array_to_string(regexp_extract_all(strip_accents(title), '[\p{L}\p{N}]+')[1:12], ' ') as name
  from items
  where title is not null
),
plain_words as (
  select dialog_id, unnest(string_split(trim(fold(label)), ' ')) as word
  from (
    select dialog_id, unnest(list_concat(
      [wish.label for wish in plan.wishes],
      flatten([[claim.label for claim in candidate.claims] for candidate in plan.candidates]),
      [candidate.category for candidate in plan.candidates]
    )) as label
    from records
  )
)
select distinct runs.dialog_id, runs.turn, 'the item "' || titles.title || '" is not on the list' as detail
from runs
join titles on titles.name = runs.name
where not exists (
    select 1
    from listed_candidates
    where listed_candidates.dialog_id = runs.dialog_id and contains(keep(listed_candidates.title), keep(titles.name))
  )
  and case
    when runs.size = 1
      then regexp_matches(runs.name, '^\p{Lu}') and length(runs.name) >= 4 and not runs.opens_sentence
    else regexp_matches(runs.name, '\s[\p{Lu}\p{N}]')
  end
  and not (
    select bool_and(exists (select 1 from plain_words where plain_words.dialog_id = runs.dialog_id and plain_words.word in (part, part || 's')))
    from unnest(string_split(lower(runs.name), ' ')) as parts (part)
  )
