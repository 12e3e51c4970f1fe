/**
 * Words of everyday talk about places, products and apps. A title made of such words only ("Calm", "The Good Place") is no title in a
 * sentence unless it is written like one, so these words never count as telling on their own.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `a able about above across actually add after afternoon again against ago ah all almost alone along already alright also although always am amazing
  among an and angry annoy annoyed annoying another answer any anybody anyone anything anyway app apps are area around as ask asked at atmosphere
  average avoid away awesome awful baby back bad bakery bar bars based basic basically battery be beautiful because become been before began begin
  behind being believe below beside best better between big bit bite black block blue board book books both bottom box brand bread break breakfast
  bright bring brought brown brunch buddy budget build burger business busy but button buy buyer buyers by cable cafe cake call called calm camera can
  car card care carry case casual catch cause center central chance change charge charger cheap cheaper check chicken child children choice choose
  city classic clean clear close club coast coffee cold color come comes comfort comfortable coming common company complaint complaints completely
  control cook cool corner cost could count country couple course cover cozy crazy cream crowded cup curious current custom customer customers cut
  daily dark date day days dead deal dear decent decide deep definitely deli delicious delivery dessert details did diet different difficult dinner
  direct dish display do does dog done door doubt down download drink drive dry during each ear early earth ease easily easy eat eating edge eight
  either eleven else empty end energy enjoy enjoyable enough entire escape especially even evening ever every everyday everyone everything exact
  exactly example excellent except excited expect expensive experience extra eye face fact fair fall family fan fantastic far farm fast favorite
  favourite feel feeling few fill final finally find fine finish fire first fish fit five fix flat flavor flight floor flow fly focus follow food for
  forest forever form forward four free fresh friday friend friendly friends from front full fully fun funny future gallery game games garden gave
  general get gets getting gift girl give given glad go goal gold golden gone good got grab grand great green grill grocery group grow guess guide
  guy had half hand happen happy hard has hate have he head health healthy hear heard heart heat heavy held hello help helpful her here hero hey hi
  high him his hit hold holiday home honest honestly hope hot hotel hour house how however huge human hundred i idea if important in indeed inside
  install instead interested interesting into iron is island issue issues it item items its itself job join joy juice just keep key keyboard kid kids
  kind king kitchen know known lab lady lake land large last late later latest launch laugh lead league learn least leave left less let level life
  light like likely line link list listen little live local location long look looked looking looks lose lot lots loud love loved lovely low luck
  lucky lunch machine made magic main make maker makes man many map maps market master match matter may maybe me meal mean meant meat media medium
  meet mention mentioned mentions menu mess method middle might mind mine mini minute mix mobile model modern moment monday money monkey month months
  moon more morning most mostly mountain mouse move movie much music must my myself name near nearly neat need needs never new news next nice night
  nine no nobody none noodle normal not note notes nothing notice now number ocean of off offer office often oh oil ok okay old olive on once one
  online only open option options or orange order ordinary original other others our out outdoor outside over own owner owners pace pack page paid
  pair palace paper park parking part party pass past pay people perfect perhaps person personal phone photo pick picture piece pizza place places
  plain plan planet plate play player please pleased plenty plus pocket point pool poor popular portion possible power prefer premium pretty previous
  price prices pro probably problem problems product products promise proper public pull pure purple push put quality queen question quick quickly
  quiet quite radio rain rather ratio read ready real really reason reasonable recent recommend red regular relax reliable remember remind repair
  reply rest restaurant restaurants return review reviews rice rich ride right ring rise river road rock roll room root rose round run running rush
  sad safe said sale salon same sat saturday sauce save saw say scanner school screen sea search season seat second secret see seem seems seen sell
  send sense serious service set settle seven several shade shame share she shelter shine ship shop shopping short should show side sign silver simple
  simply since single sit six size skin skip sky sleep slow small smart smile smooth snack so soft solid some somebody someone something sometimes
  somewhere song soon sorry sort sound sounds soup source south space special speed spend spice spirit sport spot spring square staff stage stand
  standard star start started station stay steady steak step still stop store story straight strange street strong studio stuff style suggest suggestion
  summer sun sunday super supper sure surf surprise sweet swim table take taken takes talk target taste tasty tavern tea teach team tell ten test text
  than thank thanks that the their them then there these they thing things think third this those though thought thousand three through thursday tie
  tight time times tiny tip tired to today together told tomorrow tonight too took tool top total touch tough town toy track trade train training trash
  travel tree tried trip trouble true trust truth try trying tuesday turn tv twelve twice two type under understand unit until up update upon us use
  used useful user users usual usually value various very view village visit voice wait waiting walk wall want wanted warm was watch water wave way we
  wealth wear weather website wednesday week weekend weeks weird welcome well went were west what whatever when where which while white who whole why
  wide wild will win wind window wine wings winter wireless wish with within without woman wonder wonderful wood word words work worked working works
  world worry worse worst worth would wrap write wrong yard yeah year years yellow yes yesterday yet you young your yours yourself zero zone`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);
