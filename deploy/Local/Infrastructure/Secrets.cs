using System.Security.Cryptography;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>Passwords and ports that a data folder keeps, each a file that only its owner reads.</summary>
public sealed class Secrets(string folder)
{
    /// <summary>The secret of this name, made at random the first time.</summary>
    public string Get(string name)
    {
        var file = Path.Combine(folder, name);
        if (File.Exists(file))
        {
            return File.ReadAllText(file);
        }

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        Write(file, secret);
        return secret;
    }

    /// <summary>A port that is kept from start to start while it is free.</summary>
    public int Port(string name)
    {
        var file = Path.Combine(folder, name);
        var port = Ports.Again(File.Exists(file) ? int.Parse(File.ReadAllText(file), System.Globalization.CultureInfo.InvariantCulture) : null);
        Write(file, $"{port}");
        return port;
    }

    /// <summary>Writes a file that only its owner can read.</summary>
    public static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
