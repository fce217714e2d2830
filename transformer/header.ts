// What has to stay first in a file: shebang, licence comment, directives.

import type ts from 'typescript';
import type { Typescript } from './typescript.js';

/** Where added statements go in the text: behind what only the head of a file is searched for. */
export function headerOffset(ts: Typescript, file: ts.SourceFile, directives: readonly ts.Statement[]): number {
  const last = directives[directives.length - 1];
  if (last !== undefined) return last.end;
  const shebang = (ts.getShebang(file.text) ?? '').length;
  const comment = firstComments(ts, file.text, shebang, (text) => isLicence(text) || isPragma(text)).at(-1);
  if (comment === undefined) return shebang === 0 ? 0 : nextLine(file.text, shebang);
  return comment.kind === ts.SyntaxKind.SingleLineCommentTrivia ? nextLine(file.text, comment.end) : comment.end;
}

/** Behind the line break at an offset. */
function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** The comments at the start of a file up to the last that is a licence; none if there is no licence. */
export function licenceComments(ts: Typescript, text: string, start: number): readonly ts.CommentRange[] {
  return firstComments(ts, text, start, isLicence);
}

function firstComments(ts: Typescript, text: string, start: number, isKept: (comment: string) => boolean): readonly ts.CommentRange[] {
  const comments = ts.getLeadingCommentRanges(text, start) ?? [];
  const last = comments.findLastIndex((comment) => isKept(text.slice(comment.pos, comment.end)));
  if (last < 0) return [];
  const rest = comments.slice(last + 1);
  const end = rest.findIndex((comment, index) => !continues(ts, text, comments[last + index] as ts.CommentRange, comment));
  return comments.slice(0, end < 0 ? comments.length : last + 1 + end);
}

/** Whether two `//` comments stand on adjacent lines and so are one text. */
function continues(ts: Typescript, text: string, previous: ts.CommentRange, next: ts.CommentRange): boolean {
  const line = ts.SyntaxKind.SingleLineCommentTrivia;
  return previous.kind === line && next.kind === line && text.slice(previous.end, next.pos).split('\n').length === 2;
}

/** How many of the first statement's comments the compiler prints ahead of all statements by itself. */
export function detachedComments(ts: Typescript, file: ts.SourceFile, comments: readonly ts.CommentRange[], statement: ts.Node): number {
  const line = (offset: number): number => ts.getLineAndCharacterOfPosition(file, offset).line;
  let count = 0;
  for (const comment of comments) {
    const previous = comments[count - 1];
    // A blank line ends the block of comments that belongs together.
    if (previous !== undefined && line(comment.pos) >= line(previous.end) + 2) break;
    count++;
  }
  const last = comments[count - 1];
  return last !== undefined && line(statement.getStart(file)) >= line(last.end) + 2 ? count : 0;
}

/** Whether a comment tells the compiler something that it reads only at the head of a file. */
function isPragma(comment: string): boolean {
  return /^\/\/\/\s*<|@ts-(?:no)?check\b|@jsx(?:Frag|Runtime|ImportSource)?\s/.test(comment);
}

function isLicence(comment: string): boolean {
  if (comment.startsWith('/*!')) return true;
  const lower = comment.toLowerCase();
  return lower.includes('@license') || lower.includes('@licence') || lower.includes('@preserve') || lower.includes('copyright');
}
