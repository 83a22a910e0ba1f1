/** The film curve and its inverse, as shaders. */
import { FILM } from '#core/film';

const { a, b, c, d, e } = FILM;

/** Scaled so that the camera's white is 1; then a display's gamma. */
export const FILM_CURVE = `
  uniform float uFilmScale;
  vec3 developed(vec3 c) {
    vec3 mapped = uFilmScale * (c * (${a} * c + ${b})) / (c * (${c} * c + ${d}) + ${e});
    return pow(clamp(mapped, 0.0, 1.0), vec3(1.0 / 2.2));
  }
  /** Film exposure that is developed to this. */
  vec3 exposureThat(vec3 developed) {
    vec3 y = pow(developed, vec3(2.2)) / uFilmScale;
    vec3 a = ${a} - ${c} * y, b = ${b} - ${d} * y;
    return (sqrt(b * b + ${4 * e} * a * y) - b) / (2.0 * a);
  }
`;
