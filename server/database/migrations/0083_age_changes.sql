-- What the law and the sources say of 15, 18, 25 and 30, as configuration. What is not confirmed says so.

insert into age_change (key, age, kind, name, text, source, status, during, position) values
  ('consent-15', 15, 'told', 'Kan selv give samtykke',
    'Fra 15 år kan den unge selv sige ja til, at oplysninger deles, hvis den unge kan overskue, hvad det betyder. Hvad forældrene får at vide, afgøres fra sag til sag.',
    'Fast praksis om samtykke fra 15 år; paragraffen er ikke fundet. Lad jeres databeskyttelsesrådgiver bekræfte det.',
    'unverified', '[2014-01-01,)', 1),
  ('party-15', 15, 'told', 'Er selv part i sagen',
    'Den unge kan selv bruge sine rettigheder i sagen, for eksempel få indsigt og klage. Forældrene skal stadig inddrages.',
    'Forvaltningslovens regler om parter; alderen er ikke fundet i en paragraf. Lad jeres jurist bekræfte det.',
    'unverified', '[2014-01-01,)', 2),
  ('duty-15', 15, 'dutyBegins', 'Skal være i uddannelse, arbejde eller aktivitet',
    'Unge på 15-17 år skal være i uddannelse, arbejde eller en aktivitet, der fører mod en uddannelse, når de ikke længere går i grundskolen.',
    'Lov om kommunal indsats for unge under 25 år § 2 a, stk. 1', 'law', '[2014-01-01,)', 3),
  ('guardians-18', 18, 'guardiansLeave', 'Forældrene har ikke længere adgang',
    'Forældremyndigheden slutter. Forældrene må kun få noget at vide, hvis den unge siger ja.',
    'Forældreansvarsloven § 1', 'law', '[2014-01-01,)', 1),
  ('duty-18', 18, 'dutyEnds', 'Pligten til uddannelse, arbejde eller aktivitet slutter',
    'Pligten gælder kun de 15-17-årige.',
    'Lov om kommunal indsats for unge under 25 år § 2 a, stk. 1', 'law', '[2014-01-01,)', 2),
  ('benefit-18', 18, 'told', 'Kan selv søge ydelse',
    'Fra 18 år kan den unge søge kontanthjælp, hvis der ikke er andet at leve af.',
    'Lov om aktiv socialpolitik; kommunernes egne vejledninger. Betingelserne er ikke kontrolleret her.',
    'unverified', '[2014-01-01,)', 3),
  ('rates-25', 25, 'told', 'Satser og vilkår for unge under 25 år slutter',
    'Hvor meget den unge kan få, og på hvilke vilkår, kan ændre sig fra 25 år.',
    'Lov om aktiv socialpolitik; satserne er skiftet flere gange og er ikke kontrolleret her.',
    'unverified', '[2014-01-01,)', 1),
  ('kui-25', 25, 'told', 'Den kommunale ungeindsats slutter',
    'Loven om den opsøgende indsats og vejledningen gælder unge under 25 år.',
    'Lov om kommunal indsats for unge under 25 år', 'law', '[2014-01-01,)', 2),
  ('groups-30', 30, 'targetGroupsEnd', 'Målgrupperne for unge slutter',
    'Uddannelsesparat og aktivitetsparat som ung gælder til og med 29 år. Der skal tages stilling til en ny målgruppe.',
    'bm.dk: reglerne for unge gælder under 30 år. Paragraffen er ikke kontrolleret her.',
    'unverified', '[2014-01-01,)', 1),
  ('centre-30', 30, 'handover', 'Sagen går videre til voksenområdet',
    'Ungecentrets indgang er for de 15-29-årige. Den unge beholder sin rådgiver, til sagen er overleveret.',
    'Brønderslev Kommune, UngeCenter: én indgang for alle på 15-29 år', 'local', '[2014-01-01,)', 2);

insert into age_task (age_change_id, item, text, days_before, only_with, position)
select c.id, t.item, t.text, t.days_before, t.only_with, t.position
from age_change c join (values
  ('consent-15', 'tell-15', 'Fortæl den unge og forældrene, hvad der ændrer sig ved 15 år', 30, null, 1),
  ('duty-15', 'plan-15', 'Se efter, om uddannelsesplanen viser, hvad den unge skal lave', 60, null, 1),
  ('guardians-18', 'consent-18', 'Tal med den unge om, hvorvidt forældrene stadig må inddrages, og få et samtykke', 60, 'guardians', 1),
  ('guardians-18', 'programme-18', 'Aftal, hvad der kommer efter forløbet', 60, 'membership', 2),
  ('benefit-18', 'benefit-18', 'Find ud af, hvad den unge skal leve af, og hjælp med at søge', 30, null, 1),
  ('rates-25', 'economy-25', 'Gå den unges økonomi igennem: satser og vilkår kan ændre sig', 60, null, 1),
  ('centre-30', 'handover-30', 'Aftal overleveringen med voksenområdet, og hold et fælles møde', 90, null, 1),
  ('centre-30', 'tell-30', 'Fortæl den unge, hvem der tager over', 30, null, 2)
) as t (key, item, text, days_before, only_with, position) on t.key = c.key;

-- Horsens names 15-17 as the ages of the programme; "Mod til uddannelse" says when one enters and not when one leaves.
update programme set leave_age = 18 where key = 'sikker-overgang';
