/** References to catalogues: the entry takes its place, with the values that the reference gives. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type CatalogueFolder, filesNamedIn, type ImportResult, importOpenScenario } from '#standards/index';

const catalogue = (name: string, entries: string): string =>
  `<OpenSCENARIO><FileHeader revMajor="1" revMinor="3"/><Catalog name="${name}">\n${entries}</Catalog></OpenSCENARIO>`;
const VEHICLES = catalogue(
  'Cars',
  `<Vehicle name="lorry" vehicleCategory="$what"><ParameterDeclarations>
<ParameterDeclaration name="what" parameterType="string" value="truck"/></ParameterDeclarations><BoundingBox>
<Center x="2" y="0" z="1"/><Dimensions length="9" width="2.5" height="3"/></BoundingBox></Vehicle>`,
);
const PEOPLE = catalogue(
  'People',
  `<Pedestrian name="kid" pedestrianCategory="pedestrian" mass="30"><BoundingBox><Center x="0" y="0" z="0.6"/>
<Dimensions length="0.3" width="0.5" height="1.2"/></BoundingBox></Pedestrian>`,
);
const ROUTES = catalogue(
  'Routes',
  `<Route name="round" closed="false">${[
    [30, 0],
    [60, 5],
    [90, 5],
  ]
    .map(
      ([x, y]) => `<Waypoint routeStrategy="shortest"><Position><WorldPosition x="${x}" y="${y}" h="0"/></Position></Waypoint>`,
    )
    .join('')}</Route>`,
);
const CONTROLLERS = catalogue('Drivers', '<Controller name="idm"><Properties/></Controller>');
const MANEUVERS = catalogue(
  'Doings',
  `<Maneuver name="slow down"><ParameterDeclarations><ParameterDeclaration name="to" parameterType="double" value="3"/>
</ParameterDeclarations><Event name="slow" priority="override"><Action name="a"><PrivateAction><LongitudinalAction><SpeedAction>
<SpeedActionDynamics dynamicsShape="linear" dynamicsDimension="rate" value="2"/>
<SpeedActionTarget><AbsoluteTargetSpeed value="\${$to * 2}"/></SpeedActionTarget></SpeedAction></LongitudinalAction></PrivateAction></Action>
<StartTrigger/></Event></Maneuver>`,
);
const folders = (...texts: readonly string[]): readonly CatalogueFolder[] => [
  { path: 'catalogs', files: texts.map((text, i) => ({ file: `catalogs/${i}.xosc`, text })) },
];
const reference = (catalogName: string, entryName: string, assigned = ''): string =>
  `<CatalogReference catalogName="${catalogName}" entryName="${entryName}">${assigned}</CatalogReference>`;
const assign = (name: string, value: string): string =>
  `<ParameterAssignments><ParameterAssignment parameterRef="${name}" value="${value}"/></ParameterAssignments>`;

function file(ego: string, other: string, acts = '', driver = ''): string {
  const starts = ['Ego', 'Other'].map(
    (name, i) => `<Private entityRef="${name}"><PrivateAction><TeleportAction><Position>
<WorldPosition x="${30 * (i + 1)}" y="0" h="0"/></Position></TeleportAction></PrivateAction></Private>`,
  );
  return `<OpenSCENARIO><FileHeader description="A case"/><CatalogLocations><VehicleCatalog><Directory path="catalogs"/></VehicleCatalog>
<PedestrianCatalog><Directory path="catalogs"/></PedestrianCatalog><RouteCatalog><Directory path="../elsewhere"/></RouteCatalog></CatalogLocations>
<RoadNetwork><LogicFile filepath="r.xodr"/></RoadNetwork>
<Entities><ScenarioObject name="Ego">${ego}${driver}</ScenarioObject>
<ScenarioObject name="Other">${other}</ScenarioObject></Entities>
<Storyboard><Init><Actions>${starts.join('')}</Actions></Init><Story name="s"><Act name="a">
<ManeuverGroup name="g" maximumExecutionCount="1"><Actors><EntityRef entityRef="Other"/></Actors>${acts}</ManeuverGroup>
<StartTrigger/></Act></Story><StopTrigger/></Storyboard></OpenSCENARIO>`;
}
interface Imported {
  readonly ego: { readonly kind: string };
  readonly actors: Readonly<Record<string, { readonly kind: string }>>;
  readonly story?: readonly { readonly do: Readonly<Record<string, unknown>> }[];
}
const yamlOf = ({ yaml }: ImportResult): Imported => parse(yaml) as Imported;

describe('what references name', () => {
  it('takes their place: vehicles and pedestrians', () => {
    const text = file(reference('Cars', 'lorry'), reference('People', 'kid'));
    const found = importOpenScenario(text, { catalogues: folders(VEHICLES, PEOPLE) });
    expect([yamlOf(found).ego.kind, yamlOf(found).actors.Other?.kind]).toEqual(['truck', 'pedestrian-child']);
    expect(found.leftOut.filter(({ why }) => why.includes('catalogue'))).toEqual([]);
  });

  it('takes the values that a reference assigns', () => {
    const ego = reference('Cars', 'lorry', assign('what', 'bus'));
    expect(yamlOf(importOpenScenario(file(ego, ego), { catalogues: folders(VEHICLES) })).ego.kind).toBe('bus');
  });

  it('holds for manoeuvres, whose parameters may stand in expressions', () => {
    const acts = reference('Doings', 'slow down', assign('to', '4'));
    const ego = reference('Cars', 'lorry');
    const { story } = yamlOf(importOpenScenario(file(ego, ego, acts), { catalogues: folders(VEHICLES, MANEUVERS) }));
    expect(story?.[0]?.do.Other).toEqual({ speed: { to: '8 m/s', acceleration: '2 m/s^2' } });
  });

  it('holds for routes, which become paths; the first waypoint stays where it is off the start', () => {
    const action = `<Maneuver name="m"><Event name="e"><Action name="a"><PrivateAction><RoutingAction><AssignRouteAction>
${reference('Routes', 'round')}</AssignRouteAction></RoutingAction></PrivateAction></Action><StartTrigger/></Event></Maneuver>`;
    const ego = reference('Cars', 'lorry');
    const { story } = yamlOf(importOpenScenario(file(ego, ego, action), { catalogues: folders(VEHICLES, ROUTES) }));
    const does = story?.[0]?.do.Other as { readonly followPath: { readonly points: readonly unknown[] } } | undefined;
    expect(does?.followPath.points).toHaveLength(3);
  });

  it('says of controllers that they are not taken over', () => {
    const driver = `<ObjectController>${reference('Drivers', 'idm')}</ObjectController>`;
    const ego = reference('Cars', 'lorry');
    const { leftOut } = importOpenScenario(file(ego, ego, '', driver), { catalogues: folders(VEHICLES, CONTROLLERS) });
    expect(leftOut.map(({ what }) => what)).toContain('Controller idm');
  });
});

describe('what can go wrong', () => {
  const ego = reference('Cars', 'lorry');

  it('is told: an entry that is not there, at the line of its reference', () => {
    const text = file(ego, reference('Cars', 'bus_big'));
    const { leftOut, yaml } = importOpenScenario(text, { catalogues: folders(VEHICLES) });
    const line = text.slice(0, text.indexOf('name="Other"')).split('\n').length;
    expect(leftOut.find(({ why }) => why.includes('bus_big'))?.line).toBe(line);
    expect((parse(yaml) as Imported).actors.Other?.kind).toBe('bus');
  });

  it('is told: a directory that was not read, and why', () => {
    const refused = { path: '../elsewhere', files: [], refused: "it lies outside the file's folder" };
    const { leftOut } = importOpenScenario(file(ego, ego), { catalogues: [...folders(VEHICLES), refused] });
    expect(leftOut.find(({ what }) => what.includes('../elsewhere'))?.why).toContain('outside');
  });

  it('names the catalogue whose XML is broken', () => {
    expect(() => importOpenScenario(file(ego, ego), { catalogues: folders('<a>\n<b></a>') })).toThrow(
      'catalogue catalogs/0.xosc: line 2 column 4',
    );
  });

  it('ends where entries refer to each other, and where they multiply', () => {
    const inside = (name: string, to: string, times: number): string =>
      `<Maneuver name="${name}">${reference('Loop', to).repeat(times)}</Maneuver>`;
    const ring = catalogue('Loop', inside('a', 'b', 1) + inside('b', 'a', 1));
    const bomb = catalogue('Loop', Array.from({ length: 7 }, (_, i) => inside(`${i}`, `${i + 1}`, 50)).join(''));
    const told = (text: string, entry: string): readonly string[] =>
      importOpenScenario(file(ego, ego, reference('Loop', entry)), { catalogues: folders(VEHICLES, text) }).leftOut.map(
        ({ why }) => why,
      );
    expect(told(ring, 'a')).toContain('entries refer to each other, too deep');
    expect(told(bomb, '0')).toContain('too much in catalogues');
  });
});

it('names the directories of a file, each once', () => {
  expect(filesNamedIn(file('', ''))).toEqual({ road: 'r.xodr', catalogues: ['catalogs', '../elsewhere'] });
});
