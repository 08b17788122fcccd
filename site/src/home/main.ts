import { shell } from '../shared/shell.ts'

shell('', './')
