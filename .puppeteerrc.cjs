/** Set-up (scripts/setup) looks for an installed browser first, so npm must not download one. */
module.exports = { skipDownload: true };
