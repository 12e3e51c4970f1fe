-- Where one trained model put one dialog's target. Input: tables prediction_lines, tested_models.
select
  tested_models.scheme,
  prediction_lines.protocol,
  tested_models.model,
  tested_models.seed,
  prediction_lines."dialogId" as dialog_id,
  prediction_lines.listed::integer as listed,
  prediction_lines.above::integer as above,
  prediction_lines.tied::integer as tied,
  -- Items with the target's score stand in random order with it.
  prediction_lines.above + (prediction_lines.tied + 1) / 2 as rank,
  prediction_lines.best as best_item_ids
from prediction_lines
join tested_models on tested_models."trainingId" = prediction_lines."trainingId"
order by all
