-- A turn that holds what no speaker says: tokens of a chat template, tags of thoughts or channels, JSON, a dict of Python, code.
-- Titles that the dialog knows are left out.
with found as (
  select
    dialog_id,
    turn,
    regexp_extract(
      masked,
      '(?i)'
        -- <|im_end|>, im_end|>, <|channel|>, <｜end▁of▁sentence｜>, ◁think▷
        || '<\s*\||\|>|[｜▁◁▷]|'
        -- [|endofturn|], ]~b], [e~[, [EOS], HiĠthere
        || '\[\||\|\]|\]~b\]|\[e~\[|\[(?-i:PAD|EOS|BOS|SEP|CLS|UNK|MASK|gMASK)\]|(?-i:[a-z.,!?]Ġ)|'
        -- </s>, < think >, <0x0A>, <end_of_turn>, <tool_call>, <seed:think>
        || '<\s*/?\s*[a-z][a-z0-9_:-]{0,30}\s*>|<</?sys>>|<0x[0-9a-f]{2}>|<!\[CDATA\[|<!--|<\?xml\b|</\s*$|&(lt|gt|amp|quot|nbsp|#\d{1,6});|'
        || '\[/?(inst|think|system_prompt|tool_calls?|available_tools)\]|'
        || '\bassistant(final|analysis|commentary)\b|'
        || '\{\s*["''“”‘’]|["''“”‘’]\s*\}|\[\s*["“]|["”]\s*\]|["“”](utterance|next_?line|content|role|response)["“”]\s*:|'
        || '\b(utterance|next_line)["'']?\s*[:=]|\b\w+\(\w+=["'']|\\boxed\{|'
        || '\\(n|r|t|u[0-9a-f]{4}|"|'')|'
        || '```|~~~'
    ) as markup
  from spoken_turns
)
select dialog_id, turn, 'the turn holds "' || markup || '"' as detail
from found
where markup <> ''
