/// What a random stream is for; each has numbers of its own.
enum Purpose: Int {
  case arrivals, handling, patience, choices, dayFactor, leavers, endings, redials, topics, bursts, absences
  case sharedDayFactor, start, strata, shift, spread
}
