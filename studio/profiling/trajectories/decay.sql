-- Weights by age in whole numbers: their sums are the same in any order. Time is cut into blocks of whole months, some 30 half-lives long,
-- counted back from the end of 2039; a weight is relative to its block's end, so that no span of years overflows or leaves nothing.
create or replace temp macro decay_block_months(half_life_days) as greatest(1, floor(half_life_days * 30 / 31))::integer;

-- month_no counts months since the year 0.
create or replace temp macro decay_block(month_no, half_life_days) as
  floor((2040 * 12 - 1 - month_no) / decay_block_months(half_life_days))::integer;

-- The first day after a block.
create or replace temp macro decay_block_end(block, half_life_days) as
  (date '2040-01-01' - to_months((block * decay_block_months(half_life_days))::integer))::date;

-- 2^62 at the block's end, and not below 2^30.
create or replace temp macro decay_weight(day, block, half_life_days) as
  pow(2.0, 62 - datediff('day', day, decay_block_end(block, half_life_days)) / half_life_days)::bigint;
