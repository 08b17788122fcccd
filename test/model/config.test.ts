import { expect, test } from 'vitest'
import { choice, field, type JsonObject, ModelFormatError, optionalField } from '../../src/model/index.ts'

const config = JSON.parse(`{
  "name": "spam", "ridge": 0.5, "bits": 18, "on": false, "nothing": null, "labels": ["a", "b"], "widths": [1, 2.5],
  "mixed": [1, "b"], "hash": { "seed": 7, "deep": { "er": [10, { "x": 1 }] } }, "a.b": 1, "__proto__": { "seed": 8 }
}`) as JsonObject

test('fields are read by path and type', () => {
  expect(field(config, 'name', 'string')).toBe('spam')
  expect(field(config, 'on', 'boolean')).toBe(false)
  expect(field(config, 'ridge', 'number', { min: 0 })).toBe(0.5)
  expect(field(config, 'bits', 'integer', { min: 18, max: 18 })).toBe(18)
  expect(field(config, 'hash', 'object').seed).toBe(7)
  expect(field(config, 'hash.seed', 'integer')).toBe(7)
  expect(field(config, 'hash.deep.er.1.x', 'integer')).toBe(1)
  expect(field(config, ['a.b'], 'number')).toBe(1)
  expect(field(config, '__proto__.seed', 'integer')).toBe(8)
  expect(field(config, 'labels', 'strings')).toEqual(['a', 'b'])
  expect(field(config, 'widths', 'numbers', { min: 1, max: 2.5 })).toEqual([1, 2.5])
  expect(field(config, 'mixed', 'array')).toEqual([1, 'b'])
  expect(choice(config, 'name', ['ham', 'spam'])).toBe('spam')
})

test('an optional field is undefined only where there is none', () => {
  expect(optionalField(config, 'hash.salt', 'integer')).toBeUndefined()
  expect(optionalField(config, 'hash.seed', 'integer')).toBe(7)
  expect(() => optionalField(config, 'nothing', 'integer')).toThrow('config.nothing: expected a whole number, got null')
  expect(() => optionalField(config, 'bits', 'integer', { max: 17 })).toThrow(ModelFormatError)
})

test.each<[() => unknown, string]>([
  [() => field(config, 'missing', 'number'), 'config.missing: expected a finite number, got undefined'],
  [() => field(config, 'constructor', 'object'), 'config.constructor: expected an object, got undefined'],
  [() => field(config, 'labels.length', 'integer'), 'config.labels.length: expected a whole number, got undefined'],
  [() => field(config, 'labels.2', 'string'), 'config.labels.2: expected a string, got undefined'],
  [() => field(config, 'name.0', 'string'), 'config.name.0: expected a string, got undefined'],
  [() => field(config, 'nothing.x', 'string'), 'config.nothing.x: expected a string, got undefined'],
  [() => field(config, 'name', 'number'), 'config.name: expected a finite number, got "spam"'],
  [() => field(config, 'ridge', 'integer'), 'config.ridge: expected a whole number, got 0.5'],
  [() => field(config, 'labels', 'object'), 'config.labels: expected an object, got ["a", "b"]'],
  [() => field(config, 'nothing', 'object'), 'config.nothing: expected an object, got null'],
  [() => field(config, 'hash', 'array'), 'config.hash: expected an array, got an object'],
  [() => field(config, 'mixed', 'strings'), 'config.mixed: expected an array of strings, got [1, "b"]'],
  [() => field(config, 'mixed', 'numbers'), 'config.mixed: expected an array of finite numbers, got [1, "b"]'],
  [
    () => field(config, 'bits', 'integer', { min: 1, max: 17 }),
    'config.bits: expected a whole number from 1 to 17, got 18'
  ],
  [
    () => field(config, 'bits', 'integer', { min: 19 }),
    'config.bits: expected a whole number from 19 to Infinity, got 18'
  ],
  [
    () => field(config, 'widths', 'numbers', { max: 2 }),
    'config.widths: expected an array of finite numbers from -Infinity to 2, got 2.5'
  ],
  [() => choice(config, 'name', ['ham', 'eggs']), 'config.name: expected one of "ham", "eggs", got "spam"'],
  [() => choice(config, 'bits', ['18']), 'config.bits: expected one of "18", got 18'],
  [() => field({ x: Number.POSITIVE_INFINITY }, 'x', 'number'), 'config.x: expected a finite number, got Infinity']
])('%s', (run, message) => {
  let caught: unknown
  try {
    run()
  } catch (error) {
    caught = error
  }
  expect(caught).toMatchObject({ name: 'ModelFormatError', code: 'bad-field', message })
})
