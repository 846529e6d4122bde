using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>An officer prepares by what was answered, and sees nothing about anybody's health.</summary>
public sealed class WhatAnOfficerSees
{
    [Fact]
    public void Answers_are_shown_but_not_what_people_eat_or_need_nor_to_questions_that_are_gone()
    {
        var slot = Given.Activity(1, rules: new RegistrationRules(Questions:
        [
            new Question("property", new LocalizedText("Vilken fastighet?", "Which property?"), QuestionKind.Text),
            new Question("diet", new LocalizedText("Mat", "Food"), QuestionKind.Diet),
            new Question("access", new LocalizedText("Behov", "Needs"), QuestionKind.Accessibility),
        ]));
        var booking = Given.Booking("Anna") with
        {
            Answers = new Dictionary<string, string> { ["property"] = "Aspen 1:2", ["diet"] = "Celiaki", ["access"] = "Hörslinga", ["gone"] = "Nötter" },
        };

        var seen = ConversationView.Of(slot, new Allocation(booking, AllocationStatus.Confirmed, 1, Given.Now));

        seen.Answers!.ShouldHaveSingleItem().Value.ShouldBe("Aspen 1:2");
        seen.CheckedInAt.ShouldBe(Given.Now);
        ConversationView.Of(Given.Activity(1), new Allocation(booking, AllocationStatus.Confirmed, 1, null)).Answers.ShouldBeNull("nothing is asked there");
    }
}
