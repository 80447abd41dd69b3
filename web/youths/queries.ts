import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import {
  countYouths,
  listViews,
  listYouths,
  searchYouths,
  type YouthFilter,
  youthChoices,
} from '#contract/youths.ts'
import { readTimeline, readYouth } from '#contract/youths-person.ts'
import { call } from '#web/calls/call.ts'
import type { ListState } from './list-state.ts'

/** Rows a page: the first one comes fast, and the next is asked for long before it is reached. */
const pageSize = 100

export function listQuery({ filter, sort, descending }: ListState) {
  return infiniteQueryOptions({
    queryKey: ['youths', filter, sort, descending],
    queryFn: ({ pageParam, signal }) =>
      call(
        listYouths,
        {
          ...filter,
          sort,
          descending,
          limit: pageSize,
          ...(pageParam === null ? {} : { after: pageParam }),
        },
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  })
}

export function countQuery(filter: YouthFilter) {
  return queryOptions({
    queryKey: ['youth-count', filter],
    queryFn: ({ signal }) => call(countYouths, filter, signal),
    placeholderData: keepPreviousData,
  })
}

export function searchQuery(filter: YouthFilter, words: string) {
  return queryOptions({
    queryKey: ['youth-search', filter, words],
    queryFn: ({ signal }) => call(searchYouths, { ...filter, words }, signal),
    enabled: words !== '',
    placeholderData: keepPreviousData,
    // What was searched for is not kept once nobody looks at it: it may be a CPR number.
    gcTime: 0,
  })
}

export const choicesQuery = queryOptions({
  queryKey: ['youth-choices'],
  queryFn: ({ signal }) => call(youthChoices, {}, signal),
  staleTime: 5 * 60 * 1000,
})

export const viewsQuery = queryOptions({
  queryKey: ['youth-views'],
  queryFn: ({ signal }) => call(listViews, {}, signal),
  staleTime: 5 * 60 * 1000,
})

export function youthQuery(youthId: string) {
  return queryOptions({
    queryKey: ['youth', youthId],
    queryFn: ({ signal }) => call(readYouth, { youthId: Number(youthId) }, signal),
  })
}

export function timelineQuery(youthId: string) {
  return infiniteQueryOptions({
    queryKey: ['youth', youthId, 'timeline'],
    queryFn: ({ pageParam, signal }) =>
      call(
        readTimeline,
        { youthId: Number(youthId), ...(pageParam === null ? {} : { after: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })
}
