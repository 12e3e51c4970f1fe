/** Whether it is an error of the system with that code, as of a file that is not there (`ENOENT`). */
export function isErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
