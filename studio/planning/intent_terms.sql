-- One dialog and term of its target review, with what the review thinks of it: terms that others use in the category too, since a word of this review
-- alone would give its item away. Input: targets, term_voices, terms, table relevant_terms.
select
  targets.dialog_id,
  term_voices.term_id,
  term_voices.aspect_id,
  terms.label,
  term_voices.sentiment
from targets
join term_voices on term_voices.review_id = targets.review_id
join terms on terms.term_id = term_voices.term_id
semi join relevant_terms
  on relevant_terms.dialog_id = targets.dialog_id and relevant_terms.term_id = term_voices.term_id
