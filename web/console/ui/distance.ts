/** Metres up to one kilometre (in tens; single metres would be false precision), then kilometres with one decimal. */
export function splitDistance(metres: number): { unit: 'metres' | 'kilometres'; value: string } {
  if (metres < 995)
    return { unit: 'metres', value: String(metres < 10 ? Math.round(metres) : Math.round(metres / 10) * 10) };
  const kilometres = metres / 1000;
  return { unit: 'kilometres', value: kilometres < 99.95 ? kilometres.toFixed(1) : String(Math.round(kilometres)) };
}
