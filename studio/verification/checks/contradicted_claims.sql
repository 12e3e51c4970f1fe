-- A sentence of the system that says of one claim's aspect only what the other polarity would say. Sentences with a negation or two aspects are left out.
with claims as (
  select dialog_id, step.turn as turn, unnest(step.slots.claims) as claim
  from (select *, unnest(plan.turns) as step from records)
),
sentences as (
  select dialog_id, turn, sentence, fold(sentence) as folded
  from (
    select dialog_id, turn, unnest(regexp_split_to_array(own_masked, '[.!?;:]+(\s|$)')) as sentence
    from spoken_turns
  )
),
spoken_of as (
  select
    sentences.dialog_id,
    sentences.turn,
    any_value(sentences.sentence) as sentence,
    any_value(claims.claim.polarity) as polarity,
    any_value(claims.claim.label) as label,
    count(*) as aspects,
    -- The label's own words are no verdict.
    any_value(replace(sentences.folded, fold(claims.claim.label), ' ')) as verdict
  from sentences
  join claims
    on claims.dialog_id = sentences.dialog_id
    and claims.turn = sentences.turn
    and contains(sentences.folded, fold(claims.claim.label))
  where not regexp_matches(
    sentences.folded,
    ' (no|not|none|nobody|nothing|never|without|hardly|few|but|though|although|rest|other|others|against|opposite|if|would|t|[0-9]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) '
  )
  group by sentences.dialog_id, sentences.turn, sentences.folded
)
select dialog_id, turn, polarity || ' claim on "' || label || '", but: ' || trim(sentence) as detail
from spoken_of
where aspects = 1
  and case polarity
    when 'positive'
      then regexp_matches(verdict, ' (complaints?|complains?|complained|negative|unhappy|annoyed|disappointed|disappointing|displeased|bad|poor|terrible|awful) ')
        and not regexp_matches(verdict, ' (positive|happy|pleased|praised?|good|kind|glad|great|love[ds]?|liked|favourable|fine|excellent) ')
    when 'negative'
      then regexp_matches(verdict, ' (positive|happy|pleased|praised?|good|kind|glad|great|love[ds]?|liked|favourable|excellent) ')
        and not regexp_matches(verdict, ' (complaints?|complains?|complained|negative|unhappy|annoyed|disappointed|disappointing|displeased|bad|poor|terrible|awful|afraid|sorry|sadly|less) ')
    else false
  end
