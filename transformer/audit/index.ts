export { audit, type Audit } from './audit.js';
export { type ImportedModule, type Place } from './place.js';
export { PROBLEM_CODES, problem, type Problem, type ProblemCode } from './problems.js';
export { type Evidence, type Proposal } from './proposals.js';
