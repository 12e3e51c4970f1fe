/**
 * Runs `tidy` after `work`, also where that failed. What fails in the tidying is thrown only where the work did not fail: on a full disk both
 * fail, and the first error is the one to show.
 */
export async function thenTidy<T>(work: () => Promise<T>, tidy: () => Promise<void>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await tidy().catch(() => undefined);
    throw error;
  }
  await tidy();
  return result;
}
