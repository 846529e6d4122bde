using System.Security.Cryptography;
using BusinessFocus.Identity.SignIn;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class SignInAttempts
{
    private const string Code = "123456";
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);
    private static readonly Guid Anna = Guid.NewGuid();

    [Fact]
    public void The_code_lets_in_once()
    {
        var (after, outcome) = Begun().Guess(Secret, Code, Now);

        outcome.ShouldBe(GuessOutcome.Right);
        after.Guess(Secret, Code, Now).Outcome.ShouldBe(GuessOutcome.Over);
    }

    [Fact]
    public void The_code_is_good_for_ten_minutes()
    {
        Begun().Guess(Secret, Code, Now.AddMinutes(10).AddTicks(-1)).Outcome.ShouldBe(GuessOutcome.Right);
        Begun().Guess(Secret, Code, Now.AddMinutes(10)).Outcome.ShouldBe(GuessOutcome.Over);
    }

    [Fact]
    public void After_five_guesses_the_right_code_is_wrong_too()
    {
        var attempt = Begun();
        var outcomes = new List<GuessOutcome>();
        for (var i = 0; i < SignInAttempt.MostGuesses; i++)
        {
            (attempt, var outcome) = attempt.Guess(Secret, "000000", Now);
            outcomes.Add(outcome);
        }

        outcomes.ShouldBe([GuessOutcome.Wrong, GuessOutcome.Wrong, GuessOutcome.Wrong, GuessOutcome.Wrong, GuessOutcome.Over]);
        attempt.Guess(Secret, Code, Now).Outcome.ShouldBe(GuessOutcome.Over);
    }

    [Fact]
    public void The_fifth_guess_may_be_right()
    {
        var attempt = Begun();
        for (var i = 1; i < SignInAttempt.MostGuesses; i++)
        {
            attempt = attempt.Guess(Secret, "000000", Now).After;
        }

        attempt.Guess(Secret, Code, Now).Outcome.ShouldBe(GuessOutcome.Right);
    }

    [Fact]
    public void Where_nobody_can_sign_in_the_code_is_wrong_like_any_other()
    {
        var attempt = SignInAttempt.Begin(Secret, Code, "somebody", null, Now);

        var (after, outcome) = attempt.Guess(Secret, Code, Now);

        outcome.ShouldBe(GuessOutcome.Wrong);
        after.GuessesLeft.ShouldBe(4);
    }

    [Fact]
    public void What_is_stored_has_neither_the_code_nor_the_secret()
    {
        var stored = System.Text.Json.JsonSerializer.Serialize(Begun());

        stored.ShouldNotContain(Code);
        stored.ShouldNotContain(Convert.ToHexStringLower(Secret));
        stored.ShouldNotContain(Convert.ToBase64String(Secret));
    }

    [Fact]
    public void The_proof_needs_the_browsers_secret() =>
        Begun().Guess(RandomNumberGenerator.GetBytes(32), Code, Now).Outcome.ShouldBe(GuessOutcome.Wrong);

    [Theory]
    [InlineData(" 123 456 ", "123456")]
    [InlineData("123-456", "123456")]
    [InlineData(null, "")]
    public void What_is_typed_is_read_without_what_is_no_digit(string? typed, string code) => SignInAttempt.CodeIn(typed).ShouldBe(code);

    [Fact]
    public void A_code_has_six_digits()
    {
        for (var i = 0; i < 100; i++)
        {
            SignInAttempt.IsCode(SignInAttempt.CodeIn(SignInAttempt.NewCode())).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(4, 0, 0, false)]
    [InlineData(5, 0, 0, true)]
    [InlineData(0, 14, 0, false)]
    [InlineData(0, 15, 0, true)]
    [InlineData(0, 0, 14, false)]
    [InlineData(0, 0, 15, true)]
    public void Codes_are_limited_for_an_address_and_more_so_for_one_network(int fromHere, int fromElsewhere, int fromHereBefore, bool areReached)
    {
        SignInAttempt[] before =
        [
            .. Many(fromHere, "here", Now.AddMinutes(-14)), .. Many(fromElsewhere, "elsewhere", Now.AddMinutes(-14)), .. Many(fromHereBefore, "here", Now.AddHours(-23)),
        ];

        CodeLimits.AreReached(before, "here", Now).ShouldBe(areReached);

        static IEnumerable<SignInAttempt> Many(int count, string from, DateTimeOffset at) =>
            Enumerable.Range(0, count).Select(_ => Begun() with { AskedFrom = from, AskedAt = at });
    }

    private static SignInAttempt Begun() => SignInAttempt.Begin(Secret, Code, "somebody", Anna, Now);
}
