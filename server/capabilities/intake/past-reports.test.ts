import { expect, test } from 'vitest';
import { distanceMetres } from '#capabilities/jurisdiction';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { createChance } from '#platform/chance';
import { drawPastReports } from './past-reports.ts';
import { readPastYear } from './store-past-reports.ts';

const TODAY = '2026-11-30';
const year = await readPastYear();
const station = (lat: number, isInProvince: boolean) => ({
  position: { lat, lng: 100.26 },
  isInProvince,
  isLarge: false,
});
const draw = (seed: number) =>
  drawPastReports(year, [station(16.81, true), station(14.35, false)], TODAY, createChance(seed));
const reports = draw(1);
const monthsAgo = (at: Date) => Math.floor((Date.parse(`${TODAY}T00:00:00Z`) - at.getTime()) / 86_400_000 / 30.4);
const near = ({ lat, lng }: { lat: number; lng: number }, metres: number) =>
  reports.filter(({ position }) => distanceMetres(position, { lat, lng }) <= metres);

test('a year up to yesterday, in order, the same each time', () => {
  const days = reports.map(({ startedAt }) => thaiDayOf(startedAt));
  expect(days.every((day) => day >= addDays(TODAY, -365) && day < TODAY)).toBe(true);
  const shape = (drawn: typeof reports) => drawn.map(({ id: _, reporterId: __, ...rest }) => rest);
  expect(shape(draw(1))).toEqual(shape(reports));
  expect(reports.length).toBeGreaterThan(2000);
  expect(reports.length).toBeLessThan(3000);
  expect(reports.map(({ submittedAt }) => submittedAt.getTime())).toEqual(
    reports.map(({ submittedAt }) => submittedAt.getTime()).sort((one, other) => one - other),
  );
});

test('more of them in the evening, at the weekend and at Songkran', () => {
  const count = (is: (at: Date) => boolean) => reports.filter(({ startedAt }) => is(startedAt)).length;
  const hour = (at: Date) => (at.getUTCHours() + 7) % 24;
  expect(count((at) => hour(at) >= 19 && hour(at) <= 22)).toBeGreaterThan(
    3 * count((at) => hour(at) >= 3 && hour(at) <= 6),
  );
  const weekday = (at: Date) => new Date(`${thaiDayOf(at)}T00:00:00Z`).getUTCDay();
  expect(count((at) => weekday(at) === 6)).toBeGreaterThan(1.15 * count((at) => weekday(at) === 2));
  const songkran = count((at) => ['04-13', '04-14', '04-15'].includes(thaiDayOf(at).slice(5))) / 3;
  expect(songkran).toBeGreaterThan((1.5 * reports.length) / 365);
});

test('doors that repeat, a place that is always busy, one that begins and one that is over', () => {
  for (const door of year.doors)
    expect(near(door, 35).filter(({ placeDetail }) => placeDetail === door.detail)).toHaveLength(door.daysAgo.length);
  const [persistent, emerging, former] = year.hotSpots.map((spot) => near(spot, 600));
  const lately = (of: typeof reports = []) => of.filter(({ startedAt }) => monthsAgo(startedAt) < 3).length;
  const stays = lately(persistent) / (persistent?.length ?? 1);
  expect(stays).toBeGreaterThan(0.15);
  expect(stays).toBeLessThan(0.4);
  expect(lately(emerging) / (emerging?.length ?? 1)).toBeGreaterThan(0.6);
  expect(lately(former) / (former?.length ?? 1)).toBeLessThan(0.15);
});
