import Crypto
import GRDB
import SystemPackage
