/** Operational design domains: cells that files declare, what draws fill of them, draws that fill what is empty. */
export { coverDomain, type DomainReport, type DomainRequest, type InfeasibleCells } from './cover.js';
export { type Domain, type DomainAxis, domainsOf } from './domain.js';
