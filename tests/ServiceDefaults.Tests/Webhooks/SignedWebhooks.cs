using System.Globalization;
using System.Text;
using BusinessFocus.Hosting.Webhooks;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Webhooks;

/// <summary>Whether a call is from somebody who knows the secret: the example is Standard Webhooks' own.</summary>
public sealed class SignedWebhooks
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string At = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Secret = StandardWebhooks.SecretOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void What_is_signed_with_the_secret_is_right_with_or_without_the_secrets_prefix()
    {
        StandardWebhooks.Sign(Secret, Id, At, Body).ShouldBe(Signature);
        StandardWebhooks.SecretOf("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").ShouldBe(Secret);
        IsSigned().ShouldBeTrue();
    }

    [Fact]
    public void One_right_signature_of_several_is_enough_while_a_secret_is_changed() =>
        IsSigned(signatures: $"v1,{Convert.ToBase64String(new byte[32])} v2,whatever {Signature}").ShouldBeTrue();

    [Theory]
    [InlineData("other id", At, Signature)]
    [InlineData("", At, Signature)]
    [InlineData(Id, "1614265331", Signature)]
    [InlineData(Id, "", Signature)]
    [InlineData(Id, "-1614265330", Signature)]
    [InlineData(Id, "soon", Signature)]
    [InlineData(Id, At, "")]
    [InlineData(Id, At, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(Id, At, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(Id, At, "v1,å")]
    public void Anything_else_is_not(string id, string at, string signatures) => IsSigned(id, at, signatures).ShouldBeFalse();

    [Fact]
    public void Another_body_or_another_secret_is_not()
    {
        StandardWebhooks.IsSigned(Secret, Id, At, Signature, Encoding.UTF8.GetBytes("""{"test": 2432232315}"""), Now).ShouldBeFalse();
        StandardWebhooks.IsSigned([1, 2, 3], Id, At, Signature, Body, Now).ShouldBeFalse();
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_call_counts_for_five_minutes(int secondsLater, bool isRight) =>
        StandardWebhooks.IsSigned(Secret, Id, At, Signature, Body, Now.AddSeconds(secondsLater)).ShouldBe(
            isRight, secondsLater.ToString(CultureInfo.InvariantCulture));

    private static bool IsSigned(string id = Id, string at = At, string signatures = Signature) =>
        StandardWebhooks.IsSigned(Secret, id, at, signatures, Body, Now);
}
