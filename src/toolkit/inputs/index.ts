/** What a plan needs besides its texts: sent along with an order, and found wherever it is made. */
export { inputsFolder } from './fetch.js';
export { planHere } from './here.js';
export { type Sent, sendInputs } from './send.js';
