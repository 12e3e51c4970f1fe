-- macro: whether a title is what a scraper took for one: script or style text, a page
create or replace temp macro is_no_title(written) as
  length(written) > 1000
  or regexp_matches(
    written,
    '(?i)<script|<style|\bgetTime\s*\(|\bfunction\s*\w*\s*\(|\bvar \w+\s*=|\bdocument\.\w+|\bwindow\.\w+|@media\b|\)\s*\{|\{[\w\s-]+:[^{}]*;\s*\}'
  )
