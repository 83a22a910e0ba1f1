/** What a plan needs besides its texts: sent along with an order, and found wherever it is made. */
export { type InputsCache, inputsCache } from './fetch.js';
export { planHere } from './here.js';
export { type Sent, sendInputs } from './send.js';
