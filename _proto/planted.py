import duckdb,sys,glob
root=sys.argv[1]; run=glob.glob(root+'/sample-*/relations')[0]; truth=glob.glob(root+'/.samples/*/truth')[0]
c=duckdb.connect()
c.execute(f"create view m as select * from read_parquet('{run}/mentions.parquet')")
c.execute(f"create view r as select * from read_parquet('{run}/reviews.parquet')")
c.execute(f"create table tr as select review_id tid, line from read_json('{truth}/reviews.jsonl')")
c.execute(f"create table tc as select * from read_json('{truth}/clauses.jsonl')")
c.execute("create table t as select r.review_id, tc.char_start, tc.char_end, tc.aspect, tc.polarity from tc join tr on tr.tid=tc.review_id join r on r.source_line=tr.line")
c.execute("create table j as select m.*, t.aspect planted, t.polarity tp from m join t on m.review_id=t.review_id and m.term_start>=t.char_start and m.term_end<=t.char_end")
print('planted opinions', c.execute("select polarity,count(*) from t where aspect is not null group by 1").fetchall())
print('mention polarity vs planted (aspect planted):')
print(c.execute("select tp, polarity, count(*) from j where planted is not null group by 1,2 order by 1,2").fetchall())
print('recall of planted opinions (any mention w/ aspect & right polarity):', c.execute("""
 with h as (select t.review_id,t.char_start,t.aspect,t.polarity, bool_or(j.polarity=t.polarity and j.aspect_id is not null) ok, bool_or(j.polarity=t.polarity) ok2 from t left join j on j.review_id=t.review_id and j.term_start>=t.char_start and j.term_end<=t.char_end where t.aspect is not null and t.polarity in('positive','negative') group by all)
 select polarity, avg(coalesce(ok,false)::int), avg(coalesce(ok2,false)::int), count(*) from h group by 1""").fetchall())
print('purity per aspect:'); 
for row in c.execute("select aspect_id, (select label from read_parquet('"+run+"/aspects.parquet') a where a.aspect_id=j.aspect_id), count(*) n, max(k.planted), max(k.c)/count(*) from j, lateral (select arg_max(planted,c) planted, max(c) c from (select planted, count(*) c from j j2 where j2.aspect_id=j.aspect_id and planted is not null group by 1)) k where j.aspect_id is not null and planted is not null group by 1 order by 1").fetchall(): print(row)
print('polarity precision', c.execute("select avg((polarity=tp)::int), count(*) from j where polarity in ('positive','negative') and tp in ('positive','negative') and planted is not null").fetchall())
print('planted aspects best', c.execute("select planted, count(*) n, count(aspect_id) a from j where planted is not null group by 1 order by 2 desc").fetchall())
for p in ('negative','positive'):
  print(p,'missed:', c.execute(f"""select substring(r.text,t.char_start+1,t.char_end-t.char_start) x, count(*) n from t join r using(review_id) where t.aspect is not null and t.polarity='{p}' and not exists(select 1 from j where j.review_id=t.review_id and j.term_start>=t.char_start and j.term_end<=t.char_end and j.polarity=t.polarity) group by 1 order by 2 desc limit 25""").fetchall())
