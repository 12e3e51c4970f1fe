-- an aspect and a polarity: the reviews that speak of it so
select aspects.label as aspect, polarity, count(*) as reviews from voices join aspects using (aspect_id) where kept group by aspects.label, polarity order by sum(count(*)) over (partition by aspects.label) desc, aspect, polarity
