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
        -- </s>, <think>, <end_of_turn>, <tool_call>, <seed:think>
        || '</?[a-z][a-z0-9_:-]{0,30}>|<</?sys>>|'
        || '\[/?(inst|think|system_prompt|tool_calls?|available_tools)\]|'
        || '\bassistant(final|analysis|commentary)\b|'
        || '\{\s*["''“”‘’]|["''“”‘’]\s*\}|\[\s*["“]|["”]\s*\]|["“”](utterance|next_?line|content|role|response)["“”]\s*:|'
        || '\\(n|r|t|u[0-9a-f]{4}|"|'')|'
        || '```|~~~'
    ) as markup
  from spoken_turns
)
select dialog_id, turn, 'the turn holds "' || markup || '"' as detail
from found
where markup <> ''
