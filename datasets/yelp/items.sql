-- one raw item per line of a Yelp business file; its average stars and count of reviews look past a dialog's now and stay out
select
  line,
  row_text,
  problem,
  field[1] as item_id,
  field[2] as title,
  if(len(narrow) > 0, narrow, listed) as categories,
  json_merge_patch(
    '{}',
    coalesce(field[6], '{}'),
    json_object('city', field[4], 'state', field[5], 'categories', if(starts_with(field[3], '['), array_to_string(listed, ', '), field[3]))
  )::varchar as attributes,
  null::double as price
from (
  select
    *,
    -- Yelp's top level says little ("Restaurants"): one of it counts only for a business that has nothing narrower
    list_filter(
      listed,
      lambda name: not list_contains(
        [
          'Active Life', 'Arts & Entertainment', 'Automotive', 'Beauty & Spas', 'Education', 'Event Planning & Services',
          'Financial Services', 'Food', 'Health & Medical', 'Home Services', 'Hotels & Travel', 'Local Flavor',
          'Local Services', 'Mass Media', 'Nightlife', 'Pets', 'Professional Services', 'Public Services & Government',
          'Real Estate', 'Religious Organizations', 'Restaurants', 'Shopping'
        ],
        name
      )
    ) as narrow
  from (
    select
      *,
      -- rounds up to 2017 have a list
      if(
        starts_with(field[3], '['),
        json_extract_string(field[3], '$[*]'),
        list_filter(string_split(coalesce(field[3], ''), ', '), lambda name: name <> '')
      ) as listed
    from (
      select
        line,
        row_text,
        problem,
        case
          when problem is null
            then json_extract_string(
              row_text,
              ['$.business_id', '$.name', '$.categories', '$.city', '$.state', '$.attributes']
            )
        end as field
      from input_rows
    )
  )
)
