# ISO 8601 durations in seconds, for whole days, hours, minutes and seconds.

locals {
  duration_pattern = "^P(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?$"

  durations = toset(concat(
    [for topic in local.topics : topic.retention],
    [for subscription in local.subscriptions : subscription.lock],
    [for subscription in local.subscriptions : subscription.time_to_live],
    [for read in local.reads : read.lock],
  ))

  # Null where the text is no such duration.
  seconds = {
    for text in local.durations : text => (
      can(regex(local.duration_pattern, text)) && !contains(["P", "T"], substr(text, -1, 1))
      ? sum([
        for i, unit in [86400, 3600, 60, 1] :
        unit * coalesce(tonumber(regex(local.duration_pattern, text)[i]), 0)
      ])
      : null
    )
  }
}
