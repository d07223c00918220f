import { expect, test } from 'vitest';
import { mustBeFit } from './password-fitness.ts';

const own = ['ร.ต.ท. สมมติ ใจดี', 'somchai.jaidee@ess.example', 'P-650031'];

test.each([
  ['qwerty123456', 'access/password-guessable'],
  ['password12345678', 'access/password-guessable'],
  ['123456789012345', 'access/password-guessable'],
  ['กกกกกกกกกกกกกกกก', 'access/password-guessable'],
  ['administrator1', 'access/password-guessable'],
  ['1qaz2wsx3edc4rfv', 'access/password-guessable'],
  ['somchai12345', 'access/password-guessable'],
  ['Jaidee.Somchai1', 'access/password-guessable'],
  ['ใจดีสมมติใจดี', 'access/password-guessable'],
  ['g7Kx02pQzL9', 'access/password-unfit'],
  ['k'.repeat(129), 'access/password-unfit'],
])('%s is refused', (password, code) => {
  expect(() => mustBeFit(password, own)).toThrow(expect.objectContaining({ code }));
});

test.each(['ประตูสีฟ้าบานใหญ่', 'correct horse battery', 'sathit-phitsanulok', 'แมวสามตัวนอนบนหลังคา', 'g7Kx02pQzL91'])(
  '%s is accepted, whatever kinds of characters are in it',
  (password) => {
    expect(() => mustBeFit(password, own)).not.toThrow();
  },
);
