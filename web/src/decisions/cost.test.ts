import { describe, expect, it } from 'vitest';
import type { Decision, DecisionState, PersonRef } from '../lib/api/types';
import { may_decide } from './cost';

const person = (id: number): PersonRef => ({ id, name: `P${id}`, title: '' });
const decision = (asked_by: number, asked_of: number | null, state: DecisionState = 'waiting') =>
    ({ state, asked_by: person(asked_by), asked_of: asked_of === null ? null : person(asked_of) }) as Decision;
const mayor = { id: 1, for_office: true };
const staff = { id: 7, for_office: false };

describe('who may decide', () => {
    it('is the person asked, and nobody else', () => {
        expect(may_decide(decision(3, 7), staff)).toBe(true);
        expect(may_decide(decision(3, 7), mayor)).toBe(false);
    });

    it('is the mayor’s office where nobody is named', () => {
        expect(may_decide(decision(3, null), mayor)).toBe(true);
        expect(may_decide(decision(3, null), staff)).toBe(false);
    });

    it('is not the one who asks, but for a mayor who asks themselves by name', () => {
        expect(may_decide(decision(7, 7), staff)).toBe(false);
        expect(may_decide(decision(1, null), mayor)).toBe(false);
        expect(may_decide(decision(1, 1), mayor)).toBe(true);
    });

    it('is nobody once it is answered or taken back, or when nobody is signed in', () => {
        for (const state of ['approved', 'declined', 'withdrawn'] as const) {
            expect(may_decide(decision(3, 7, state), staff)).toBe(false);
        }
        expect(may_decide(decision(3, 7, 'question_open'), staff)).toBe(true);
        expect(may_decide(decision(3, 7), null)).toBe(false);
    });
});
