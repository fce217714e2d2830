// `import('./x.ts')` where the compiler is to write `./x.js` (`rewriteRelativeImportExtensions`). It finds these calls by their
// places in the source, which the tree that is printed here has not kept: so they are written before it looks.
import type ts from 'typescript';
import type { Typescript } from './typescript.js';

/** TypeScript's own helper for names that are known at run time only; internal, and as old as the option (5.7). */
interface Helping { getEmitHelperFactory(): { createRewriteRelativeImportExtensionsHelper(specifier: ts.Expression): ts.Expression } }

/** Specifiers as they are in the output. */
export class OutputSpecifiers {
  private readonly rewrites: boolean;
  private readonly keepsJsx: boolean;

  constructor(private readonly ts: Typescript, private readonly context: ts.TransformationContext) {
    const { rewriteRelativeImportExtensions, jsx } = context.getCompilerOptions();
    this.rewrites = rewriteRelativeImportExtensions === true;
    this.keepsJsx = jsx === ts.JsxEmit.Preserve;
  }

  /** A literal. */
  text(specifier: string): string {
    return this.rewrites ? outputSpecifier(specifier, this.keepsJsx) : specifier;
  }

  /** An expression that gives one. */
  expression(specifier: ts.Expression): ts.Expression {
    return this.rewrites ? (this.context as unknown as Helping).getEmitHelperFactory().createRewriteRelativeImportExtensionsHelper(specifier) : specifier;
  }

  /** Rewrites the literals of all calls, wherever they are; and adds the helpers that {@link expression} needs. */
  complete(file: ts.SourceFile, original: ts.SourceFile): ts.SourceFile {
    if (!this.rewrites) return file;
    const { ts } = this;
    const isScript = /\.[cm]?jsx?$/.test(original.fileName);
    const visit = (node: ts.Node): ts.Node => this.call(ts.visitEachChild(node, visit, this.context), isScript);
    const rewritten = visit(file) as ts.SourceFile;
    ts.addEmitHelpers(rewritten, this.context.readEmitHelpers());
    return rewritten;
  }

  private call(node: ts.Node, isScript: boolean): ts.Node {
    const { ts, context: { factory } } = this;
    if (!ts.isCallExpression(node)) return node;
    const { expression: callee, arguments: [first, ...rest] } = node;
    const loads = callee.kind === ts.SyntaxKind.ImportKeyword || isScript && ts.isIdentifier(callee) && callee.text === 'require' && rest.length === 0;
    if (!loads || first === undefined || !ts.isStringLiteralLike(first) || this.text(first.text) === first.text) return node;
    const literal = ts.setOriginalNode(ts.setTextRange(factory.createStringLiteral(this.text(first.text)), first), first);
    return factory.updateCallExpression(node, callee, node.typeArguments, [literal, ...rest]);
  }
}

const TYPESCRIPT = /\.(?:tsx|([cm]?)ts)$/i;
/** `./x.d.ts`, and `./x.d.css.ts`, which declares what `./x.css` has. */
const DECLARATION = /\.d(?:\.[cm]?|\.[^./]+\.)ts$/i;

/** Where the compiler puts what it makes of a relative path. */
function outputSpecifier(specifier: string, keepsJsx: boolean): string {
  const found = /^\.\.?\//.test(specifier) && !DECLARATION.test(specifier) ? TYPESCRIPT.exec(specifier) : null;
  if (found === null) return specifier;
  const extension = found[1] === undefined ? keepsJsx ? 'jsx' : 'js' : `${found[1].toLowerCase()}js`;
  return `${specifier.slice(0, found.index)}.${extension}`;
}
