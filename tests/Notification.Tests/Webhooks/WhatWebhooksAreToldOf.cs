using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Webhooks;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Webhooks;

/// <summary>The names of event types are for good, and who may subscribe to which is decided here, one by one.</summary>
public sealed class WhatWebhooksAreToldOf
{
    [Fact]
    public void Associations_hear_of_what_is_public_and_of_their_own_list_and_organisers_of_all()
    {
        EventTypes.All.Where(type => type.IsForAssociations).Select(type => type.Name).ShouldBe(
            ["activity.released", "activity.changed", "activity.cancelled", "activity.completed", "activity.reopened", "programme.released", "member-list.applied"]);
        EventTypes.All.Where(type => !type.IsForAssociations).Select(type => type.Name).ShouldBe(
        [
            "registration.confirmed", "registration.waitlisted", "registration.promoted", "registration.offered", "registration.offer-expired", "registration.resized",
            "registration.moved", "registration.cancelled", "attendance.recorded", "visit.proposed", "visit.decided", "survey.opened",
            "follow-up.requested", "follow-up.closed", "follow-up.overdue",
        ]);
    }

    /// <summary>How many have answered is hidden from one to six; who is told of each answer has counted them, and knows when each came.</summary>
    [Fact]
    public void Nobody_counts_answers_by_webhooks_before_there_are_seven() => EventTypes.Of(typeof(ResponseGiven)).ShouldBeNull();
}
