export { kitti } from './object.js';
export { kittiOdometry } from './odometry.js';
export { kittiTracking } from './tracking.js';
