-- macro: Amazon's line-break tags as line breaks, the entities that occur in reviews and titles as characters; `&amp;` comes last so
-- that nothing is decoded twice; any other tag or entity stays as it is
create or replace temp macro decode_html(content) as
  if(
    not contains(content, '&') and not contains(content, '<'),
    content,
    regexp_replace(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        content,
        '<br\s*/?>', chr(10), 'gi'),
        '&(quot|#0*34|#x0*22);', '"', 'gi'),
        '&(apos|#0*39|#x0*27);', '''', 'gi'),
        '&(lt|#0*60|#x0*3c);', '<', 'gi'),
        '&(gt|#0*62|#x0*3e);', '>', 'gi'),
        '&(nbsp|#0*160|#x0*a0);', ' ', 'gi'),
      '&(amp|#0*38|#x0*26);', '&', 'gi')
  )
