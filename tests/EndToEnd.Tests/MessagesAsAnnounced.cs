using BusinessFocus.Testing;
using BusinessFocus.Testing.Messages;
using Shouldly;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>What services really send is what contracts/asyncapi.yaml describes, to the last member of the envelope.</summary>
internal static class MessagesAsAnnounced
{
    /// <summary>The messages of the main job.</summary>
    private static readonly string[] Told =
    [
        "Scheduling:ActivityReleased", "Scheduling:ProgrammeReleased", "Scheduling:ActivityCompleted",
        "Registration:MemberListApplied", "Registration:SeatsChanged", "Registration:RegistrationConfirmed", "Registration:RegistrationWaitlisted",
        "Registration:RegistrationCancelled", "Registration:RegistrationPromoted", "Registration:AttendanceRecorded",
        "Notification:NotificationSent",
        "Feedback:SurveyOpened", "Feedback:AttendeeInvited", "Feedback:ResponseGiven",
        "Operations:ActAudited",
    ];

    public static async Task ShouldBeAsAnnouncedAsync(this MessageCapture messages)
    {
        await Eventually.TrueAsync(() => Task.FromResult(
            Told.All(name => messages.All.Any(message => message.Exchange == $"BusinessFocus.Contracts.{name}"))));

        if (MessageReaders.Missing() is null)
        {
            (await MessageReaders.ValidateAsync(messages.All)).Distinct().ShouldBeEmpty();
        }
    }
}
