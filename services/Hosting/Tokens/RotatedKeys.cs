using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>What came of an operator's command that other keys sign: an answer of each service, which the gateway gathers.</summary>
/// <param name="Keys">One for each purpose that the service has keys for.</param>
public sealed record RotatedKeys(IReadOnlyList<RotatedKey> Keys);

/// <summary>A key that signs next.</summary>
/// <param name="Purpose">What the key is for, for instance "links".</param>
/// <param name="SignsFrom">UTC. Until then it is only shown, so that everybody knows it who reads what it signs.</param>
public sealed record RotatedKey(string Purpose, DateTimeOffset SignsFrom);

public static class RotatedKeysSetup
{
    /// <summary>Lets an operator's command have others follow these.</summary>
    public static void AddRotatingKeys(this IServiceCollection services, params IEnumerable<IRotatingKeys> keys)
    {
        foreach (var each in keys)
        {
            services.AddSingleton(each);
        }
    }
}
