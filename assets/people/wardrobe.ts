/** Clothes drawn from a look's seed, where the author does not say. */
import type { Look } from '#contracts/scene';
import type { RandomStream } from '#core/random';
import { traitWord } from '../animals/species.js';
import type { Clothes, Upper } from './clothes.js';
import { colorNamed, drawColor, FLUORESCENT } from './colours.js';
import { HAIR, LEGS, UPPERS, type Words } from './wardrobe-lists.js';

function spread<T extends string>(words: Words<T>): T[] {
  return words.flatMap(([weight, word]) => Array.from({ length: weight }, () => word));
}
function said<T extends string>(look: Look, name: string, random: RandomStream, words: Words<T>): T {
  const stated = look.traits[name];
  return words.find(([, word]) => word === stated)?.[1] ?? random.child(name).pick(spread(words));
}

export function clothesFor(look: Look, random: RandomStream, child: boolean): Clothes {
  const sex = traitWord(look, 'sex', random.child('sex'), ['male', 'female']) as 'male' | 'female';
  const elderly = look.traits.age === 'elderly';
  const wardrobe = child ? 'child' : sex;
  const wanted = said(look, 'upper', random, UPPERS[wardrobe]);
  const formal = wanted === 'suit' && look.traits.legs === undefined;
  const legs = formal ? 'trousers' : said(look, 'legs', random, LEGS[wardrobe]);
  const upper = upperFor(legs, wanted, random);
  const vest = typeof look.traits.hiVis === 'string' ? FLUORESCENT[look.traits.hiVis] : undefined;
  const hair = said(look, 'hair', random, HAIR[sex]);
  const headgear: Clothes['headgear'] = said(look, 'headgear', random, [
    [child ? 14 : formal ? 60 : 18, 'none'],
    [2, 'cap'],
    [child ? 4 : 2, 'beanie'],
    [elderly ? 3 : 0, 'hat'],
    [sex === 'female' && !child ? 2 : 0, 'headscarf'],
    [0, 'helmet'],
  ]);
  const tops = formal ? 'bottoms' : child && random.child('gaudy').chance(0.5) ? 'bright' : 'tops';
  const top = colorNamed(look.traits.top) ?? drawColor(random.child('top'), tops);
  return {
    top,
    bottom:
      colorNamed(look.traits.bottom) ??
      (formal && random.child('match').chance(0.75) ? top : bottomColor(legs, random.child('bottom'))),
    shoes: drawColor(random.child('shoes'), 'shoes'),
    skin: drawColor(random.child('skin'), 'skins', 0.1),
    hair: drawColor(
      random.child('hair colour'),
      elderly || (!child && random.child('grey').chance(0.15)) ? 'greys' : 'hairs',
      0.3,
    ),
    second: drawColor(
      random.child('second'),
      headgear === 'headscarf' || random.child('sober').chance(0.55) ? 'tops' : 'bright',
      0.3,
    ),
    upper,
    sleeves: sleevesFor(upper, legs, random.child('sleeves')),
    legs,
    hairLength: hairFor(hair, upper, elderly && sex === 'male' && random.child('bald').chance(0.35), look),
    headgear,
    beard: !child && sex === 'male' && random.child('beard').chance(0.35),
    glasses: random.child('glasses').chance(0.3),
    boots: TUCKED.has(legs) && random.child('boots').chance(sex === 'female' ? 0.4 : 0.08),
    pattern: said(look, 'pattern', random, [
      [14, 'plain'],
      [2, 'striped'],
      [upper === 'shirt' ? 6 : 1, 'checked'],
      [3, 'two-tone'],
    ]),
    bag: said(look, 'bag', random, [
      [10, 'none'],
      [4, 'backpack'],
      [child ? 0 : sex === 'female' ? 5 : 2, 'shoulder'],
      [child ? 0 : 2, 'shopping'],
      [0, 'suitcase'],
    ]),
    ...(vest === undefined ? {} : { vest }),
    creases: random.child('creases').uniform(),
  };
}

/** Legs that go into boots. */
const TUCKED = new Set<Clothes['legs']>(['jeans', 'leggings', 'skirt', 'dress']);

/** Only some tops have a hood to put up. */
function hairFor(drawn: Clothes['hairLength'], upper: Upper, bald: boolean, look: Look): Clothes['hairLength'] {
  if (look.traits.hair !== undefined) return drawn;
  if (bald) return 'bald';
  return drawn === 'hood' && upper !== 'hoodie' && upper !== 'jacket' && upper !== 'puffer' ? 'short' : drawn;
}

/** Coats have lapels or high collars; dresses are of one piece. */
function upperFor(legs: Clothes['legs'], drawn: Upper, random: RandomStream): Upper {
  if (legs === 'coat' || legs === 'long-coat') return random.child('coat').chance(0.5) ? 'suit' : 'jacket';
  if (legs === 'dress') return 'blouse';
  return drawn;
}
function bottomColor(legs: Clothes['legs'], random: RandomStream): Clothes['bottom'] {
  if (legs === 'jeans') return drawColor(random, 'denims');
  if (legs === 'skirt') return drawColor(random, random.child('plain').chance(0.6) ? 'bottoms' : 'bright');
  return drawColor(random, 'bottoms');
}
function sleevesFor(upper: Upper, legs: Clothes['legs'], random: RandomStream): Clothes['sleeves'] {
  if (upper === 't-shirt') return 'short';
  if (legs === 'dress') return random.chance(0.5) ? 'short' : 'long';
  if (upper === 'blouse' || upper === 'shirt') return random.chance(legs === 'shorts' ? 0.8 : 0.3) ? 'short' : 'long';
  return 'long';
}
