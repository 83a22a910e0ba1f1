/** Files by other hands: what the import makes of them, and what it says it left out. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ConcreteScenario } from '#contracts/scenario';
import { drawScenario, parseScenario } from '#scenario/index';
import { type ImportResult, importOpenScenario } from '#standards/index';
import { run } from '../world/fixture.js';

const ROAD = `<OpenDRIVE><header revMajor="1" revMinor="7"/><road name="r" length="900" id="7" junction="-1">
<planView><geometry s="0" x="100" y="50" hdg="1.5707963267948966" length="900"><line/></geometry></planView>
<lanes><laneSection s="0">
<left><lane id="1" type="driving"><width sOffset="0" a="3.2" b="0" c="0" d="0"/></lane></left>
<center><lane id="0" type="none"/></center>
<right><lane id="-1" type="driving"><width sOffset="0" a="3.2" b="0" c="0" d="0"/></lane></right>
</laneSection></lanes></road></OpenDRIVE>`;

const vehicle = (name: string) => `<ScenarioObject name="${name}"><Vehicle name="v" vehicleCategory="car"><BoundingBox>
<Center x="1.4" y="0" z="0.7"/><Dimensions length="4.5" width="1.8" height="1.4"/></BoundingBox></Vehicle></ScenarioObject>`;
const start = (name: string, lane: string, s: string, speed: string) => `<Private entityRef="${name}">
<PrivateAction><TeleportAction><Position><LanePosition roadId="7" laneId="${lane}" s="${s}"/></Position></TeleportAction></PrivateAction>
<PrivateAction><LongitudinalAction><SpeedAction><SpeedActionDynamics dynamicsShape="step" dynamicsDimension="time" value="0"/>
<SpeedActionTarget><AbsoluteTargetSpeed value="${speed}"/></SpeedActionTarget></SpeedAction></LongitudinalAction></PrivateAction></Private>`;
const byTime = (value: string) => `<StartTrigger><ConditionGroup><Condition name="c" delay="0" conditionEdge="none">
<ByValueCondition><SimulationTimeCondition rule="greaterThan" value="${value}"/></ByValueCondition></Condition></ConditionGroup></StartTrigger>`;
const byEntity = (
  who: string,
  inside: string,
) => `<StartTrigger><ConditionGroup><Condition name="c" delay="0" conditionEdge="none">
<ByEntityCondition><TriggeringEntities triggeringEntitiesRule="any"><EntityRef entityRef="${who}"/></TriggeringEntities>
<EntityCondition>${inside}</EntityCondition></ByEntityCondition></Condition></ConditionGroup></StartTrigger>`;
const event = (name: string, action: string, trigger: string) => `<Event name="${name}" priority="override">
<Action name="${name} action"><PrivateAction>${action}</PrivateAction></Action>${trigger}</Event>`;
const laneChange = (target: string) => `<LateralAction><LaneChangeAction>
<LaneChangeActionDynamics dynamicsShape="sinusoidal" dynamicsDimension="time" value="3"/>
<LaneChangeTarget>${target}</LaneChangeTarget></LaneChangeAction></LateralAction>`;
const speed = (to: string, shape = 'linear', dimension = 'rate', value = '4') => `<LongitudinalAction><SpeedAction>
<SpeedActionDynamics dynamicsShape="${shape}" dynamicsDimension="${dimension}" value="${value}"/>
<SpeedActionTarget><AbsoluteTargetSpeed value="${to}"/></SpeedActionTarget></SpeedAction></LongitudinalAction>`;

interface Parts {
  readonly parameters?: string;
  readonly events?: string;
  readonly speed?: string;
  readonly s?: string;
}
function file({ parameters = '', events = '', speed: egoSpeed = '20', s = '200' }: Parts): string {
  const story =
    events === ''
      ? ''
      : `<Story name="s"><Act name="a"><ManeuverGroup name="g" maximumExecutionCount="1">
<Actors selectTriggeringEntities="false"><EntityRef entityRef="Other"/></Actors><Maneuver name="m">${events}</Maneuver></ManeuverGroup>${byTime('0')}</Act></Story>`;
  return `<OpenSCENARIO><FileHeader revMajor="1" revMinor="3" author="somebody" date="2026-01-01T00:00:00" description="A case"/>
<ParameterDeclarations>${parameters}</ParameterDeclarations><CatalogLocations/><RoadNetwork><LogicFile filepath="r.xodr"/></RoadNetwork>
<Entities>${vehicle('Ego')}${vehicle('Other')}</Entities>
<Storyboard><Init><Actions>${start('Ego', '-1', s, egoSpeed)}${start('Other', '-1', '260', '15')}</Actions></Init>${story}
<StopTrigger><ConditionGroup><Condition name="end" delay="0" conditionEdge="none"><ByValueCondition>
<SimulationTimeCondition rule="greaterThan" value="9"/></ByValueCondition></Condition></ConditionGroup></StopTrigger></Storyboard></OpenSCENARIO>`;
}
const declared = (name: string, value: string) =>
  `<ParameterDeclaration name="${name}" parameterType="double" value="${value}"/>`;

function drawn({ yaml }: ImportResult): ConcreteScenario {
  const { scenario, diagnostics } = parseScenario(yaml, 'scenarios/road/imported.yaml');
  if (scenario === undefined) throw new Error(`${diagnostics.map(({ message }) => message).join('; ')}\n${yaml}`);
  return drawScenario(scenario, { seed: '1', draw: 0, simulate: (concrete) => run(concrete) }).concrete;
}
const imported = (parts: Parts, distributions?: string): ImportResult =>
  importOpenScenario(file(parts), { road: ROAD, ...(distributions === undefined ? {} : { distributions }) });

describe('places and speeds', () => {
  const back = drawn(imported({}));
  it('come over with the box in the same place along the road', () => {
    const [ego, other] = back.actors;
    expect((other?.start.position[0] ?? 0) - (ego?.start.position[0] ?? 0)).toBeCloseTo(60, 6);
    expect(ego?.start.lane?.id).toBe('right');
    expect([ego?.start.speed, other?.start.speed]).toEqual([20, 15]);
    // The road's stations less its start, 100 m behind the ego; the box's middle lies 1.4 m before the axle.
    expect(ego?.start.position[0]).toBeCloseTo(101.4, 6);
    expect(back.place.options.laneWidth).toBe(3.2);
    expect(back.duration).toBe(9);
  });
});

describe('actions and triggers', () => {
  const relative =
    '<RelativeDistanceCondition entityRef="Other" freespace="true" relativeDistanceType="euclidianDistance" rule="lessThan" value="30"/>';
  const ttc =
    '<TimeToCollisionCondition freespace="true" rule="lessThan" value="2.5"><TimeToCollisionConditionTarget><EntityRef entityRef="Other"/></TimeToCollisionConditionTarget></TimeToCollisionCondition>';
  it.each([
    ['a time', byTime('2'), { type: 'time', after: 2 }],
    ['a distance', byEntity('Ego', relative), { type: 'gap', from: 'ego', to: 'Other', op: 'below', value: 30 }],
    ['a time to collision', byEntity('Ego', ttc), { type: 'ttc', of: 'ego', to: 'Other', op: 'below', value: 2.5 }],
    [
      'a speed',
      byEntity('Ego', '<SpeedCondition rule="greaterThan" value="5"/>'),
      { type: 'speed', of: 'ego', op: 'above', value: 5 },
    ],
    [
      'a way',
      byEntity('Ego', '<TraveledDistanceCondition value="40"/>'),
      { type: 'station', of: 'ego', op: 'above', value: 40 },
    ],
  ])('start by %s', (_, trigger, wanted) => {
    const back = drawn(imported({ events: event('brake', speed('0'), trigger) }));
    expect(back.story).toEqual([
      {
        type: 'event',
        name: 'brake',
        when: wanted,
        actions: [{ actor: 'Other', action: { type: 'speed', to: 0, acceleration: 4 } }],
      },
    ]);
  });

  it('change lanes by number or to the left', () => {
    for (const target of ['<AbsoluteTargetLane value="1"/>', '<RelativeTargetLane entityRef="Ego" value="1"/>']) {
      const back = drawn(imported({ events: event('out', laneChange(target), byTime('1')) }));
      expect(back.story[0]).toMatchObject({ actions: [{ action: { type: 'change-lane', to: 'left', duration: 3 } }] });
    }
  });

  it('reach a speed within a time or a way at the rate that follows from the speed before', () => {
    const rate = (dimension: string, value: string): unknown =>
      drawn(imported({ events: event('brake', speed('5', 'linear', dimension, value), byTime('1')) })).story[0];
    expect(rate('time', '4')).toMatchObject({ actions: [{ action: { acceleration: 2.5 } }] });
    expect(rate('distance', '50')).toMatchObject({ actions: [{ action: { acceleration: 2 } }] });
  });

  it('follow the end of another', () => {
    const end = `<StartTrigger><ConditionGroup><Condition name="c" delay="0" conditionEdge="none"><ByValueCondition>
<StoryboardElementStateCondition storyboardElementType="event" storyboardElementRef="slow" state="completeState"/></ByValueCondition></Condition></ConditionGroup></StartTrigger>`;
    const back = drawn(imported({ events: event('slow', speed('10'), byTime('1')) + event('stop', speed('0'), end) }));
    expect(back.story).toMatchObject([{ type: 'serial', children: [{ name: 'slow' }, { name: 'stop' }] }]);
  });
});

describe('parameters', () => {
  const parameters = declared('v', '20') + declared('_start', `\${$v * 10}`);
  const single = (inside: string) =>
    `<OpenSCENARIO><ParameterValueDistribution><ScenarioFile filepath="x"/>${inside}</ParameterValueDistribution></OpenSCENARIO>`;
  const of = (inside: string): unknown => {
    const { yaml } = imported({ parameters, speed: '$v', s: '$_start' }, single(inside));
    return (parse(yaml) as { parameters: Record<string, unknown> }).parameters.v;
  };

  it('stay parameters, with the expressions they were', () => {
    const result = imported({ parameters, speed: `\${$v / 2}`, s: '$_start' });
    expect(parse(result.yaml)).toMatchObject({ parameters: { v: 20, p_start: '$v * 10' } });
    const [ego] = drawn(result).actors;
    expect(ego?.start.speed).toBe(10);
    expect(ego?.start.position[0]).toBeCloseTo(101.4, 6);
  });

  it.each([
    [
      'a set',
      '<Deterministic><DeterministicSingleParameterDistribution parameterName="v"><DistributionSet><Element value="10"/><Element value="20"/></DistributionSet></DeterministicSingleParameterDistribution></Deterministic>',
      { choice: [10, 20] },
    ],
    [
      'a range with steps',
      '<Deterministic><DeterministicSingleParameterDistribution parameterName="v"><DistributionRange stepWidth="0.1"><Range lowerLimit="10" upperLimit="10.3"/></DistributionRange></DeterministicSingleParameterDistribution></Deterministic>',
      { choice: [10, 10.1, 10.2, 10 + 3 * 0.1] },
    ],
    [
      'a uniform one',
      '<Stochastic numberOfTestRuns="5"><StochasticDistribution parameterName="v"><UniformDistribution><Range lowerLimit="10" upperLimit="30"/></UniformDistribution></StochasticDistribution></Stochastic>',
      { uniform: [10, 30] },
    ],
    [
      'a normal one',
      '<Stochastic numberOfTestRuns="5"><StochasticDistribution parameterName="v"><NormalDistribution expectedValue="20" variance="4"><Range lowerLimit="15" upperLimit="25"/></NormalDistribution></StochasticDistribution></Stochastic>',
      { truncatedNormal: { mean: 20, sd: 2, min: 15, max: 25 } },
    ],
    [
      'a set with weights',
      '<Stochastic numberOfTestRuns="5"><StochasticDistribution parameterName="v"><ProbabilityDistributionSet><Element value="10" weight="3"/><Element value="20" weight="1"/></ProbabilityDistributionSet></StochasticDistribution></Stochastic>',
      {
        choice: [
          { value: 10, weight: 3 },
          { value: 20, weight: 1 },
        ],
      },
    ],
  ])('take over %s', (_, inside, wanted) => {
    expect(of(inside)).toEqual(wanted);
    expect(drawn(imported({ parameters, speed: '$v' }, single(inside))).actors).toHaveLength(2);
  });

  it('draw sets of values together', () => {
    const set = (v: number, start: number) =>
      `<ParameterValueSet><ParameterAssignment parameterRef="v" value="${v}"/><ParameterAssignment parameterRef="_start" value="${start}"/></ParameterValueSet>`;
    const inside = `<Deterministic><DeterministicMultiParameterDistribution><ValueSetDistribution>${set(10, 200)}${set(20, 300)}${set(30, 400)}</ValueSetDistribution></DeterministicMultiParameterDistribution></Deterministic>`;
    const { yaml } = imported({ parameters, speed: '$v', s: '$_start' }, single(inside));
    const { scenario } = parseScenario(yaml, 'scenarios/road/imported.yaml');
    if (scenario === undefined) throw new Error(yaml);
    const seen = new Set<string>();
    for (let draw = 0; draw < 20; draw++) {
      const { actors } = drawScenario(scenario, { seed: '1', draw, simulate: (concrete) => run(concrete) }).concrete;
      seen.add(`${actors[0]?.start.speed} ${Math.round((actors[0]?.start.position[0] ?? 0) - 1.4)}`);
    }
    // Stations count from 100 m behind where the ego is by the declared values.
    expect([...seen].sort()).toEqual(['10 100', '20 200', '30 300']);
  });

  it('say what the language does not have', () => {
    const inside =
      '<Stochastic numberOfTestRuns="5"><StochasticDistribution parameterName="v"><PoissonDistribution expectedValue="3"/></StochasticDistribution></Stochastic>';
    const { leftOut } = imported({ parameters, speed: '$v' }, single(inside));
    expect(leftOut.map(({ what }) => what)).toContain('PoissonDistribution');
  });
});

describe('what is left out', () => {
  it('is told with its line, and takes what waits for it along', () => {
    const unread = '<LightStateAction/>';
    const wait = `<StartTrigger><ConditionGroup><Condition name="c" delay="0" conditionEdge="none"><ByValueCondition>
<TrafficSignalCondition name="x" state="y"/></ByValueCondition></Condition></ConditionGroup></StartTrigger>`;
    const after = wait.replace(
      '<TrafficSignalCondition name="x" state="y"/>',
      '<StoryboardElementStateCondition storyboardElementType="event" storyboardElementRef="second" state="startTransition"/>',
    );
    const events =
      event('first', `<AppearanceAction>${unread}</AppearanceAction>`, byTime('1')) +
      event('second', speed('0'), wait) +
      event('third', speed('5'), after);
    const text = file({ events });
    const { leftOut, yaml } = importOpenScenario(text, { road: ROAD });
    const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
    expect(leftOut.find(({ what }) => what === 'LightStateAction')?.line).toBe(lineOf(unread));
    expect(leftOut.find(({ what }) => what === 'Event second')?.line).toBe(lineOf('<Event name="second"'));
    expect(leftOut.find(({ what }) => what === 'Event third')?.why).toContain('left out');
    expect(yaml).not.toContain('second');
    expect(drawn({ yaml, leftOut }).story).toHaveLength(1);
  });

  it('includes the road where there is none, and a file that is none is refused', () => {
    const { leftOut, yaml } = importOpenScenario(file({}));
    expect(leftOut.map(({ what }) => what)).toContain('RoadNetwork');
    expect(drawn({ yaml, leftOut }).actors).toHaveLength(2);
    expect(() => importOpenScenario('<OpenDRIVE/>')).toThrow('no scenario with entities');
    expect(() => importOpenScenario('<OpenSCENARIO>')).toThrow('Missing end tag for element OpenSCENARIO');
  });
});
