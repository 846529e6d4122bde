using System.Text;
using BusinessFocus.Registration.Members;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Members;

/// <summary>What shows a membership, and whose an address is.</summary>
public sealed class MembershipAttempts
{
    private const string Company = "5561777631";
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of the tests");
    private static readonly string Secret = MembershipAttempt.NewSecret();

    [Fact]
    public void The_right_code_is_right_once()
    {
        var (after, outcome) = Begin().Guess(Secret, "271828", Given.Now);

        outcome.ShouldBe(MembershipGuess.Right);
        after.Guess(Secret, "271828", Given.Now).Outcome.ShouldBe(MembershipGuess.Over);
    }

    [Fact]
    public void After_five_guesses_and_after_ten_minutes_it_is_over()
    {
        var attempt = Begin();
        for (var left = 4; left > 0; left--)
        {
            (attempt, var outcome) = attempt.Guess(Secret, "000000", Given.Now);
            (outcome, attempt.GuessesLeft).ShouldBe((MembershipGuess.Wrong, left));
        }

        attempt.Guess(Secret, "000000", Given.Now).Outcome.ShouldBe(MembershipGuess.Over);
        Begin().Guess(Secret, "271828", Given.Now.AddMinutes(10)).Outcome.ShouldBe(MembershipGuess.Over);
    }

    [Fact]
    public void A_code_is_of_no_use_without_the_secret_and_where_nothing_was_sent()
    {
        Begin().Guess(MembershipAttempt.NewSecret(), "271828", Given.Now).Outcome.ShouldBe(MembershipGuess.Wrong);
        MembershipAttempt.Begin(Secret, "271828", "x", null, Given.Now).Guess(Secret, "271828", Given.Now).Outcome.ShouldBe(MembershipGuess.Wrong);
    }

    [Fact]
    public void A_membership_is_shown_by_what_was_signed_and_for_as_long_as_it_says()
    {
        var proof = MembershipProof.For(Company, Given.Now.AddHours(1), Key);

        MembershipProof.CompanyIn(proof, Given.Now, Key).ShouldBe(Company);
        MembershipProof.CompanyIn(proof, Given.Now.AddHours(1), Key).ShouldBeNull();
        MembershipProof.CompanyIn(proof.Replace(Company, "5560125790", StringComparison.Ordinal), Given.Now, Key).ShouldBeNull();
        MembershipProof.CompanyIn(proof, Given.Now, [1, 2, 3]).ShouldBeNull();
        foreach (var text in (string?[])[null, "", "..", "1.2", "a.b.c", $"{proof}.x"])
        {
            MembershipProof.CompanyIn(text, Given.Now, Key).ShouldBeNull(text);
        }
    }

    [Theory]
    [InlineData("anna@lerumsbolaget.se", "lerumsbolaget.se")]
    [InlineData("anna@mail.lerumsbolaget.se", "lerumsbolaget.se")]
    [InlineData("anna@post.company.co.uk", "company.co.uk")]
    [InlineData("anna@gmail.com", null)]
    [InlineData("anna@skola.example", null)]
    [InlineData("anna@klass.skola.example", null)]
    [InlineData("", null)]
    public void A_domain_is_a_companys_unless_anybody_has_an_address_there(string email, string? company) => new CompanyDomains(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Registration:PublicMailDomains:0"] = "skola.example" }).Build())
        .Of(email).ShouldBe(company);

    private static MembershipAttempt Begin() => MembershipAttempt.Begin(Secret, "271828", "x", Company, Given.Now);
}
