using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Officers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Officers;

/// <summary>What an officer says of a conversation, and when.</summary>
public sealed class SayingHowItWent
{
    [Fact]
    public void It_is_said_from_an_hour_before_and_for_ever_after()
    {
        var talk = new ConversationView { StartsAt = Some.Now.AddHours(1) };

        Marking.IsOpen(talk, Some.Now.AddSeconds(-1)).ShouldBeFalse();
        Marking.IsOpen(talk, Some.Now).ShouldBeTrue();
        Marking.IsOpen(talk, Some.Now.AddDays(30)).ShouldBeTrue();
    }

    [Fact]
    public void The_officers_word_goes_before_the_doors()
    {
        Marking.Came(new ConversationView()).ShouldBeNull();
        Marking.Came(new ConversationView { CheckedInAt = Some.Now }).ShouldBe(true);
        Marking.Came(new ConversationView { CheckedInAt = Some.Now, HasCome = false }).ShouldBe(false);
        Marking.IsMarked(new ConversationView()).ShouldBeFalse();
        Marking.IsMarked(new ConversationView { CheckedInAt = Some.Now }).ShouldBeTrue();
        Marking.IsMarked(new ConversationView { OutcomeNote = "Ringer" }).ShouldBeTrue();
    }

    [Fact]
    public void One_press_keeps_what_was_said_besides()
    {
        var sent = Marking.RequestOf(true, new ConversationView { HasCome = false, Outcome = ConversationOutcome.Promised, OutcomeNote = "Ringer" });

        (sent.HasCome, sent.Outcome, sent.Note).ShouldBe((true, ConversationOutcome.Promised, "Ringer"));
    }

    [Fact]
    public void What_is_left_open_in_the_form_is_not_said()
    {
        var sent = Marking.RequestOf(Form((Marking.Outcome, ""), (Marking.Note, "  ")));
        (sent.HasCome, sent.Outcome, sent.Note).ShouldBe(((bool?)null, (ConversationOutcome?)null, (string?)null));

        var said = Marking.RequestOf(Form((Marking.HasCome, "false"), (Marking.Outcome, "referred"), (Marking.Note, "Till skatteverket")));
        (said.HasCome, said.Outcome, said.Note).ShouldBe((false, ConversationOutcome.Referred, "Till skatteverket"));
        Marking.RequestOf(Form((Marking.Outcome, "7"))).Outcome.ShouldBeNull();
    }

    private static FormCollection Form(params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value)));
}
