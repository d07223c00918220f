export function cleanImage(): number {
  return 0;
}
