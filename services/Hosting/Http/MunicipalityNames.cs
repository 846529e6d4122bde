using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Hosting.Http;

/// <summary>How an address names a municipality: as grants and editions have it.</summary>
public static partial class MunicipalityNames
{
    private const int Longest = 60;

    public static bool Is(string name) => name.Length <= Longest && Name().IsMatch(name);

    public static ProblemHttpResult NotOne() => Problems.Invalid(
        "municipality", $"Små bokstäver a–z, siffror och bindestreck, högst {Longest} tecken, som lerum.", $"Small letters a–z, digits and hyphens, at most {Longest} characters, such as lerum.");

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Name();
}
