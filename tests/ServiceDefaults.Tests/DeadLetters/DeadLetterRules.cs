using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Operations;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.Manifest;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.DeadLetters;

public sealed class DeadLetterRules
{
    private static readonly DateTimeOffset Morning = new(2026, 10, 5, 7, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.NewGuid();

    [Fact]
    public void The_same_failure_twice_changes_nothing_not_even_what_was_decided_meanwhile()
    {
        var retried = Take(null, Morning).Retry("olle", Morning.AddHours(1));

        Take(retried, Morning).ShouldBeSameAs(retried);
    }

    [Fact]
    public void What_was_retried_and_fails_again_waits_again()
    {
        var again = Take(Take(null, Morning).Retry("olle", Morning.AddHours(1)), Morning.AddHours(2));

        again.State.ShouldBe(DeadLetterState.Waiting);
        again.Failures.ShouldBe(2);
        again.Original.ShouldNotBeNull();
        again.SettledBy.ShouldBeNull();
    }

    [Fact]
    public void What_fails_again_by_a_clock_that_is_behind_waits_again_too() =>
        Take(Take(null, Morning).Retry("olle", Morning), Morning.AddSeconds(-30)).State.ShouldBe(DeadLetterState.Waiting);

    [Fact]
    public void What_does_not_wait_any_more_keeps_nothing_of_what_it_said()
    {
        var letter = Take(null, Morning);
        foreach (var settled in new[] { letter.Retry("olle", Morning), letter.Discard("olle", "Test", Morning), letter.Forget(Morning), letter.Expire(Morning) })
        {
            settled.Original.ShouldBeNull();
            settled.Subjects.ShouldBeEmpty();
            settled.SettledAt.ShouldBe(Morning);
        }
    }

    [Fact]
    public void A_contact_is_found_by_the_address_too()
    {
        EmailAddress.TryNormalise("Anna@Foretag.example", out var anna).ShouldBeTrue();

        PersonalData.SubjectsOf(JsonNode.Parse("""{"visit":{"contacts":[{"email":"Anna@Foretag.example"}]}}""")).ShouldBe([ContactIds.Of(anna).Value]);
    }

    [Theory]
    [InlineData("Anna Andersson is unknown", "… … is unknown")]
    [InlineData("ANNA", "…")]
    [InlineData("Annandag", "Annandag")]
    [InlineData("somebody@else.example said no", "… said no")]
    [InlineData("call 070-123 45 67 or 556036-0793", "call … or …")]
    [InlineData("contact b9f7c6a0-0000-5000-8000-000000000000", "contact …")]
    [InlineData("registration 0199a000-0000-7000-8000-000000000001", "registration 0199a000-0000-7000-8000-000000000001")]
    [InlineData("Index was outside the bounds of the array.", "Index was outside the bounds of the array.")]
    public void Words_are_masked_that_the_message_says_and_that_look_like_somebody(string text, string masked) =>
        PersonalData.Masked(text, JsonNode.Parse("""{"name":"Anna Andersson"}"""), "Unheard").Replace("… …", "…", StringComparison.Ordinal)
            .ShouldBe(masked.Replace("… …", "…", StringComparison.Ordinal));

    [Fact]
    public void What_no_contract_declares_is_masked_whole() =>
        PersonalData.Masked(JsonNode.Parse("""{"name":"Anna","age":51,"list":["x"]}"""), "Unheard")!.ToJsonString()
            .ShouldBe(JsonNode.Parse("""{"name":"…","age":"…","list":["…"]}""")!.ToJsonString());

    [Fact]
    public void Every_contract_is_masked_but_for_ids_numbers_times_and_choices()
    {
        var message = JsonNode.Parse("""{"registrationId":"0199a000-0000-7000-8000-000000000001","activityId":null,"seats":2,"present":true,"at":"2026-10-05T07:00:00Z","companySize":"Small","extra":7}""");

        PersonalData.Masked(message, nameof(AttendanceRecorded))!.ToJsonString().ShouldBe(JsonNode.Parse(
            """{"registrationId":"0199a000-0000-7000-8000-000000000001","activityId":null,"seats":2,"present":true,"at":"2026-10-05T07:00:00Z","companySize":"Small","extra":"…"}""")!.ToJsonString());
    }

    /// <summary>What a message of each kind shows of a text that stands wherever one can stand: nothing.</summary>
    [Fact]
    public void No_text_of_any_message_is_shown()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Contracts.Tests", "samples"), "*.json"))
        {
            PersonalData.Masked(JsonNode.Parse(File.ReadAllText(file)), Path.GetFileNameWithoutExtension(file))!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
                .ShouldNotContain("åäö", Case.Sensitive, file);
        }
    }

    private static DeadLetter Take(DeadLetter? before, DateTimeOffset failedAt) => DeadLetter.Take(
        before,
        Id,
        new Failure("queue", nameof(DeadLettersCounted), "reason", "System.Exception", null, failedAt, new OriginalMessage([1], "id", null, null, new Dictionary<string, string>())),
        [ActivityId.New().Value],
        isForgotten: false,
        failedAt);
}
