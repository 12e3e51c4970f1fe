-- Weights by age in whole numbers: their sums are the same in any order. Time is cut into blocks of whole months, some 20 half-lives long,
-- counted back from the end of 2039; a weight is relative to its block's end, so that no span of years overflows or leaves nothing.
create or replace temp macro decay_block_months(half_life_days) as greatest(1, floor(half_life_days * 20 / 31))::integer;

-- month_no counts months since the year 0.
create or replace temp macro decay_block(month_no, half_life_days) as
  floor((2040 * 12 - 1 - month_no) / decay_block_months(half_life_days))::integer;

-- The first day after a block.
create or replace temp macro decay_block_end(block, half_life_days) as
  (date '2040-01-01' - to_months((block * decay_block_months(half_life_days))::integer))::date;

-- 2^42 at the block's end, and not below 2^22, as a half-life is at least two days.
create or replace temp macro decay_weight(day, block, half_life_days) as
  pow(2.0, 42 - datediff('day', day, decay_block_end(block, half_life_days)) / half_life_days)::bigint;

-- A weight and a weighted sentiment in one whole number, for half the cost of two sums. Room for two million mentions of an item's aspect.
create or replace temp macro pack_sums(weight, sentiment) as
  weight::hugeint * 18446744073709551616::hugeint + (weight * sentiment)::bigint;

create or replace temp macro packed_weight(packed) as (packed + 9223372036854775808::hugeint) >> 64;

create or replace temp macro packed_sentiment(packed) as packed - (packed_weight(packed) << 64);
