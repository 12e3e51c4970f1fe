-- macro: block tags (`<br>`, `</p>`) as line breaks, other tags of text left out, every entity as its character; `&amp;` comes last so that nothing
-- is decoded twice; an unknown tag or entity stays as it is
create or replace temp macro decode_html(content) as
  if(
    not contains(content, '&') and not contains(content, '<'),
    content,
    list_reduce(
      -- each as its character, what is written, and its place: the character '&' sorts behind all others
      list_sort(list_transform(
        list_distinct(regexp_extract_all(content, '&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});')),
        lambda entity: replace('0' || html_character(entity), '0&', '1&') || entity
      )),
      lambda decoded, entity: replace(
        decoded, regexp_extract(entity, '&[^&]*$'), regexp_replace(entity[2:], '&[^&]*$', '')
      ),
      regexp_replace(
        regexp_replace(
          content, '<(/?(p|div|li|ul|ol|h[1-6]|tr|table|blockquote|hr)(\s[^<>]{0,300})?|br\s*)/?>', chr(10), 'gi'
        ),
        '</?(a|abbr|b|big|center|cite|code|del|em|font|i|img|ins|mark|pre|q|s|small|span|strike|strong|sub|sup|td|th|tt|u)(\s[^<>]{0,900})?/?>',
        '',
        'gi'
      )
    )
  )
