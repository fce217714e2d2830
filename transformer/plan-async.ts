// Bodies of async functions: a rejection that leaves one has to be what the program is to see.

import type ts from 'typescript';
import { ErrorAt } from './errors.js';
import type { Planner } from './planner.js';
import type { Scope } from './scope.js';
import { directivesOf, hasModifier } from './syntax.js';

/** Plans the `try` around the body of an async function that awaits. */
export function planAsyncBody(planner: Planner, body: ts.ConciseBody): void {
  const { ts, builder, scopes } = planner;
  if (!ts.isBlock(body)) {
    builder.edit({ kind: 'async', ...builder.span(body), expression: true, directives: 0, statements: null, hoisted: [] });
    return;
  }
  const directives = directivesOf(ts, body.statements).length;
  const scope = scopes.of.get(body);
  const hoisted = scope === undefined ? [] : collidingFunctions(planner, scope);
  if (hoisted.length > 0 && scope?.lexical === true) {
    throw new ErrorAt(hoisted[0]?.getStart(planner.file) ?? body.pos, 'a function here has the same name as a variable of the async function around it, which cannot be wrapped; rename one of them');
  }
  const guarded = body.statements.slice(directives).filter((statement) => !hoisted.includes(statement as ts.FunctionDeclaration));
  const first = guarded[0];
  const last = guarded[guarded.length - 1];
  if (first === undefined || last === undefined) return;
  builder.edit({
    kind: 'async',
    ...builder.span(body),
    expression: false,
    directives,
    statements: { start: first.getStart(planner.file), end: last.end },
    hoisted: hoisted.map((declaration) => builder.span(declaration)),
  });
}

/** Function declarations that are legal in a function body and would not be in a block. */
function collidingFunctions(planner: Planner, scope: Scope): readonly ts.FunctionDeclaration[] {
  const { ts, strict } = planner;
  const implemented = (scope.functions ?? []).filter((declaration) => declaration.body !== undefined);
  const seen = new Set<string>();
  const collides = implemented.some((declaration) => {
    const name = declaration.name?.text ?? '';
    const special = declaration.asteriskToken !== undefined || hasModifier(ts, declaration, ts.SyntaxKind.AsyncKeyword);
    const twice = seen.has(name) && (strict || special);
    seen.add(name);
    return twice || scope.variables?.has(name) === true;
  });
  return collides ? implemented : [];
}
