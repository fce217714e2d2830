// The places of one file as they are found, and what the plan says of each.

import type ts from 'typescript';
import type { Found } from '../boundary/index.js';
import type { Annotated } from './annotations.js';
import { Covered } from './covered.js';
import type { FileFacts } from './file-facts.js';
import { foundExport, moduleName } from './module-names.js';
import type { Place } from './place.js';
import { problem, uncoveredProblem, type ProblemCode } from './problems.js';
import { shortened } from './references.js';

/** What a recorded function does to the program, and what a replay cannot do again: a problem because of the annotation. */
const LOST: ReadonlySet<ProblemCode> = new Set(['outer-write', 'unrecordable']);

/** The places of a file, in the order in which they are found. */
export class PlaceList {
  readonly covered: Covered;
  private readonly places: Place[] = [];
  private readonly annotated: Annotated[] = [];

  constructor(readonly facts: FileFacts) {
    this.covered = new Covered(facts.plan);
  }

  /** Adds an annotated function. Called before its places are added. */
  annotate(annotated: Annotated): void {
    const { kind, at, operation } = annotated;
    this.addAt(at, operation, { path: `reprise.${kind}`, treatment: kind === 'record' ? 'effect' : 'pure', category: 'annotations' }, undefined, undefined);
    this.annotated.push(annotated);
  }

  /** Adds a place. What is wrong with it is given, or said by the tables. */
  add(node: ts.Node, operation: string, found: Found, wrong: ProblemCode | undefined, module?: string): void {
    this.addAt(node.getStart(this.facts.file), operation, found, wrong, module);
  }

  /** Adds a place that leads to an export of a module. */
  addExport(node: ts.Node, operation: string, specifier: string, members: readonly string[], wrong: ProblemCode | undefined): void {
    this.add(node, operation, foundExport(this.facts.boundary, specifier, members), wrong, moduleName(specifier));
  }

  /** All places in the order of the source. A mark of the plan that no place accounts for is one itself. */
  finish(): Place[] {
    for (const { code, start, end } of this.covered.unseenMarks()) {
      this.addAt(start, shortened(this.facts.file.text.slice(start, end)), { path: code, treatment: 'uncovered', category: 'engine' }, code, undefined);
    }
    return this.places.sort((a, b) => a.line - b.line || a.column - b.column);
  }

  private addAt(start: number, operation: string, { path, treatment, category }: Found, wrong: ProblemCode | undefined, module: string | undefined): void {
    const { ts, file } = this.facts;
    const { line, character } = ts.getLineAndCharacterOfPosition(file, start);
    const within = this.annotated.filter(({ covers }) => covers !== null && covers.start <= start && start < covers.end).sort((a, b) => a.covers!.end - b.covers!.end)[0]?.kind;
    const code = wrong ?? (treatment === 'uncovered' ? uncoveredProblem(path) : undefined);
    // What an annotated function does with the outside is not recorded one by one, and need not be.
    const isProblem = code !== undefined && (within === undefined || LOST.has(code));
    this.places.push({
      file: file.fileName, line: line + 1, column: character + 1, operation, root: path,
      treatment: isProblem ? 'uncovered' : code === undefined ? treatment : 'effect', category, module, within, problem: isProblem ? problem(code) : undefined,
    });
  }
}
